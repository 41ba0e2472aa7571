package io.blueshift.server.planning.fuzz;

import io.blueshift.server.planning.LoweringStats;
import io.blueshift.server.planning.PlanningEngine;
import io.blueshift.server.planning.blocks.BlockForm;
import io.blueshift.server.planning.blocks.RecodedPlugin;
import io.blueshift.store.LocalStorePlugin;
import io.trino.jdbc.TrinoConnection;
import io.trino.plugin.memory.MemoryPlugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server whose catalogs hold the same tables in different forms, and DuckDB with those that it understands. One thread
 * uses it.
 */
final class FuzzEngine implements AutoCloseable {
    /** Local tables, and pages with flat blocks, dictionaries and runs. */
    static final List<String> SOURCES = List.of("local", "memory", "dictionary", "runs");

    private static final String SCHEMA = "fuzz";
    private static final int SEGMENT_ROWS = 40;
    private static final Map<String, String> LIMITS = Map.of("query_max_execution_time", "20s");
    /** A filter that evaluates term by term raises errors of terms that no row reaches. */
    private static final Map<String, String> ORACLE = Map.of("compiled_execution", "false",
            "columnar_filter_evaluation_enabled", "false");
    private static final Map<String, String> UNLIMITED = Map.of("compiled_execution", "false",
            "query_max_execution_time", "1h");

    private final PlanningEngine engine;
    private final Connection duckDb;
    private final Map<Object, Connection> connections = new HashMap<>();

    FuzzEngine(Path directory) throws Exception {
        engine = PlanningEngine.start(List.of(new LocalStorePlugin(Files.createDirectories(directory)),
                new RecodedPlugin(new MemoryPlugin(), BlockForm.DICTIONARY, _ -> "dictionary"),
                new RecodedPlugin(new MemoryPlugin(), BlockForm.RUNS, _ -> "runs")), List.of());
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Connection connection = engine.connect(Map.of()); Statement statement = connection.createStatement()) {
            for (String catalog : List.of("local", "dictionary", "runs")) {
                statement.execute("CREATE CATALOG %1$s USING %1$s".formatted(catalog));
            }
            for (String catalog : SOURCES) {
                statement.execute("CREATE SCHEMA %s.%s".formatted(catalog, SCHEMA));
            }
        }
    }

    void create(List<Table> tables) throws SQLException {
        Connection trino = connection("memory", UNLIMITED);
        for (Table table : tables) {
            execute(trino, "CREATE TABLE memory.%s.%s AS %s".formatted(SCHEMA, table.name(), table.contents()));
            for (String catalog : SOURCES.stream().filter(source -> !source.equals("memory")).toList()) {
                execute(trino, "CREATE TABLE %1$s.%2$s.%3$s AS SELECT * FROM memory.%2$s.%3$s"
                        .formatted(catalog, SCHEMA, table.name()));
            }
            if (table.rows() > SEGMENT_ROWS) {
                deleteSome(trino, table);
            }
            if (table.portable()) {
                copyToDuckDb(trino, table);
            }
        }
    }

    /** Gives the local table a second segment, and rows that are there no longer. */
    private static void deleteSome(Connection trino, Table table) throws SQLException {
        String name = "local.%s.%s".formatted(SCHEMA, table.name());
        String others = table.columns().stream().skip(1).map(Column::name).collect(Collectors.joining(", "));
        execute(trino, "INSERT INTO %1$s SELECT id - %2$d, %3$s FROM %1$s WHERE id < %4$d".formatted(name, table.rows(),
                others, SEGMENT_ROWS));
        execute(trino, "DELETE FROM %1$s WHERE id >= %2$d".formatted(name, table.rows() - SEGMENT_ROWS));
        execute(trino, "INSERT INTO %1$s SELECT * FROM memory.%2$s.%3$s WHERE id >= %4$d".formatted(name, SCHEMA,
                table.name(), table.rows() - SEGMENT_ROWS));
        execute(trino, "DELETE FROM %s WHERE id < 0".formatted(name));
    }

    void drop(List<Table> tables) throws SQLException {
        Connection trino = connection("memory", UNLIMITED);
        for (Table table : tables) {
            for (String catalog : SOURCES) {
                execute(trino, "DROP TABLE IF EXISTS %s.%s.%s".formatted(catalog, SCHEMA, table.name()));
            }
            if (table.portable()) {
                execute(duckDb, "DROP TABLE IF EXISTS " + table.name());
            }
        }
    }

    private void copyToDuckDb(Connection trino, Table table) throws SQLException {
        List<Column> columns = table.columns();
        execute(duckDb, "CREATE TABLE %s (%s)".formatted(table.name(), columns.stream()
                .map(column -> column.name() + " " + column.type().sql()).collect(Collectors.joining(", "))));
        List<String> rows = Answer.of(trino, "SELECT * FROM " + table.name()).rows().stream().map(row -> row.stream()
                .map(value -> value.equals("NULL") ? "NULL" : "'" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "(", ")"))).toList();
        if (!rows.isEmpty()) {
            execute(duckDb, "INSERT INTO %s VALUES %s".formatted(table.name(), String.join(",\n", rows)));
        }
    }

    Answer onTrino(String source, String sql) throws SQLException {
        return Answer.of(connection(source, ORACLE), sql);
    }

    Answer compiled(String source, Map<String, String> session, String sql) throws SQLException {
        Map<String, String> all = new HashMap<>(session);
        all.put("compiled_execution", "true");
        return Answer.of(connection(source, all), sql);
    }

    Answer onDuckDb(String sql) {
        return Answer.of(duckDb, sql);
    }

    /** How many plans went to the executor as a whole so far. */
    long lowered() {
        return engine.instance(LoweringStats.class).getLowered().getTotalCount();
    }

    private Connection connection(String source, Map<String, String> session) throws SQLException {
        Map.Entry<String, Map<String, String>> key = Map.entry(source, Map.copyOf(session));
        Connection known = connections.get(key);
        if (known != null) {
            return known;
        }
        Map<String, String> all = new HashMap<>(LIMITS);
        all.putAll(session);
        Connection connection = engine.connect(all);
        connection.setCatalog(source);
        connection.setSchema(SCHEMA);
        // The zone of the tables' values: others would make equal values that look different
        connection.unwrap(TrinoConnection.class).setTimeZoneId("Europe/Berlin");
        connections.put(key, connection);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\n" + sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
        duckDb.close();
        engine.close();
    }
}
