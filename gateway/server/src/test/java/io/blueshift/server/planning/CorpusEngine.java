package io.blueshift.server.planning;

import io.blueshift.store.LocalStorePlugin;
import io.trino.plugin.tpcds.TpcdsPlugin;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A server in this process with the data of the corpus, one per JVM like {@link PlanningEngine#shared()}: generated
 * ({@code h.tiny}, with doubles) and in local tables ({@code local.tpch}, with decimals, and {@code local.tpcds}).
 */
final class CorpusEngine {
    /** Of the schemas called tiny. */
    static final double SCALE = 0.01;

    private static CorpusEngine shared;

    private final PlanningEngine engine;

    private CorpusEngine(PlanningEngine engine) {
        this.engine = engine;
    }

    static synchronized CorpusEngine shared() throws Exception {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static CorpusEngine start() throws Exception {
        LocalStorePlugin store = new LocalStorePlugin(Scratch.directory("corpus"));
        CorpusEngine started = new CorpusEngine(PlanningEngine.start(List.of(new TpcdsPlugin(), store), List.of()));
        try (Connection connection = started.engine.connect(Map.of("compiled_execution", "false"));
                Statement statement = connection.createStatement()) {
            statement.execute(generator("h", "DOUBLE"));
            statement.execute(generator("h_decimal", "DECIMAL"));
            statement.execute("CREATE CATALOG tpcds USING tpcds");
            statement.execute("CREATE CATALOG local USING local");
        }
        return started;
    }

    private static String generator(String name, String money) {
        return "CREATE CATALOG %s USING tpch WITH (\"tpch.splits-per-node\" = '3', ".formatted(name)
                + "\"tpch.column-naming\" = 'STANDARD', \"tpch.double-type-mapping\" = '%s')".formatted(money);
    }

    /** Copies every table of a schema of a generator into local tables of a new schema, once. */
    synchronized void copy(String source, String schema) throws SQLException {
        try (Connection connection = engine.connect(Map.of("compiled_execution", "false"));
                Statement statement = connection.createStatement()) {
            if (Sql.rows(connection, "SHOW SCHEMAS FROM local").contains(schema)) {
                return;
            }
            statement.execute("CREATE SCHEMA local." + schema);
            for (String table : Sql.rows(connection, "SHOW TABLES FROM " + source)) {
                statement.execute("CREATE TABLE local.%1$s.%3$s AS SELECT * FROM %2$s.%3$s"
                        .formatted(schema, source, table));
            }
        }
    }

    /** A connection whose queries run with these session properties and find their tables in that schema. */
    Connection connect(String catalog, String schema, Map<String, String> session) throws SQLException {
        Connection connection = engine.connect(session);
        connection.setCatalog(catalog);
        connection.setSchema(schema);
        return connection;
    }

    /** A part of the server. */
    <T> T instance(Class<T> type) {
        return engine.instance(type);
    }

    LoweringStats lowering() {
        return instance(LoweringStats.class);
    }
}
