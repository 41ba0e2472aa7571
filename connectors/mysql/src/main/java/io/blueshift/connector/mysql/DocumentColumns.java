package io.blueshift.connector.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns hold JSON in MariaDB, where the type of that name is LONGTEXT with a constraint: that the text is valid
 * JSON. Views have no constraints, and what is JSON below them is text above.
 */
final class DocumentColumns {
    private static final String CONSTRAINTS = "SELECT TABLE_NAME, CONSTRAINT_NAME FROM information_schema.CHECK_CONSTRAINTS"
            + " WHERE CONSTRAINT_SCHEMA = ? AND `LEVEL` = 'Column'"
            + " AND CHECK_CLAUSE = CONCAT('json_valid(`', REPLACE(CONSTRAINT_NAME, '`', '``'), '`)')";

    private DocumentColumns() {}

    /** A column by the names of its table and of itself. */
    record Name(String table, String column) {}

    static Set<Name> of(Connection connection, String schema, Optional<String> table) throws SQLException {
        List<String> parameters = new ArrayList<>(List.of(schema));
        table.ifPresent(parameters::add);
        // A constraint of a column has the column's name
        return new HashSet<>(MySqlCatalog.query(connection,
                CONSTRAINTS + (table.isPresent() ? " AND TABLE_NAME = ?" : ""), parameters,
                row -> new Name(row.getString(1), row.getString(2))));
    }
}
