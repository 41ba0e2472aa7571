package io.blueshift.connector.jdbc.fuzz;

import java.util.List;

/** Random queries over one table that is there already and has a key {@code id}. Safe for all threads. */
public final class TableQueries {
    private final List<FuzzTable> tables;

    /** @param columns beside {@code id} */
    public TableQueries(String table, List<FuzzColumn> columns) {
        this.tables = List.of(new FuzzTable(table, columns, List.of()));
    }

    /** The query of a seed, the same each time. */
    public FuzzQuery query(long seed) {
        Chance chance = new Chance(seed);
        Relation relation = new RelationWriter(chance, tables, false).relation(1);
        return new QueryWriter(chance, relation, false).query(new RelationWriter(chance, tables, false));
    }
}
