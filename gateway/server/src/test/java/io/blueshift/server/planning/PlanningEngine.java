package io.blueshift.server.planning;

import io.blueshift.executor.spill.SpillSpace;
import io.blueshift.server.engine.Engine;
import io.blueshift.server.planning.blocks.BlockForm;
import io.blueshift.server.planning.blocks.RecodedPlugin;
import io.blueshift.server.planning.dump.PlanDumps;
import io.blueshift.store.LocalStorePlugin;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.spi.Plugin;
import io.trino.spi.eventlistener.EventListener;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A server in this process with Trino's engine, the planning step and generated data, for tests. One is started per JVM
 * and left to end with it: starting takes seconds.
 */
public final class PlanningEngine {
    /** For the catalogs with flat blocks those that have the same tables with dictionaries. */
    static final Map<String, String> DICTIONARIES = Map.of("memory", "dictionary_memory", "tpch", "dictionary_tpch");
    /** For the catalogs with flat blocks those that have the same tables with run-length blocks. */
    static final Map<String, String> RUNS = Map.of("memory", "runs_memory", "tpch", "runs_tpch");
    /** For the catalog of tables in memory that of local tables. */
    static final Map<String, String> LOCAL = Map.of("memory", "local");

    private static final CompletedQueries COMPLETED = new CompletedQueries();
    private static final long SPILL_BYTES_MAX = 2L << 30;
    private static final Path DUMPS = Path.of("target", "dumps").toAbsolutePath();
    private static PlanningEngine shared;

    private final Engine engine;

    private PlanningEngine(Engine engine) {
        this.engine = engine;
    }

    static synchronized PlanningEngine shared() throws Exception {
        if (shared == null) {
            shared = start(List.of(new LocalStorePlugin(Scratch.directory("local")),
                    recoded(new MemoryPlugin(), BlockForm.DICTIONARY), recoded(new TpchPlugin(), BlockForm.DICTIONARY),
                    recoded(new MemoryPlugin(), BlockForm.RUNS), recoded(new TpchPlugin(), BlockForm.RUNS)),
                    List.of(COMPLETED));
            shared.createOtherSources();
        }
        return shared;
    }

    private static Plugin recoded(Plugin plugin, BlockForm form) {
        return new RecodedPlugin(plugin, form, name -> form.name().toLowerCase(Locale.ENGLISH) + "_" + name);
    }

    private void createOtherSources() throws SQLException {
        try (Connection connection = connect(Map.of()); var statement = connection.createStatement()) {
            for (String catalog : List.of("dictionary_memory", "dictionary_tpch", "runs_memory", "runs_tpch",
                    "local")) {
                statement.execute("CREATE CATALOG %1$s USING %1$s".formatted(catalog));
            }
        }
    }

    /** Another one, with more plugins. */
    public static PlanningEngine start(List<Plugin> plugins, List<EventListener> listeners) throws Exception {
        return start(plugins, listeners, Map.of());
    }

    static PlanningEngine start(List<Plugin> plugins, List<EventListener> listeners, Map<String, String> more)
            throws Exception {
        List<Plugin> all = new ArrayList<>(List.of(new TpchPlugin(), new MemoryPlugin()));
        all.addAll(plugins);
        Map<String, String> properties = properties();
        properties.putAll(more);
        SpillSpace spillSpace = SpillSpace.open(Scratch.directory("spill"), SPILL_BYTES_MAX);
        Engine engine = Engine.create("test", properties,
                List.of(new PlanningModule(spillSpace, new PlanDumps(DUMPS))));
        engine.start(all, listeners);
        PlanningEngine started = new PlanningEngine(engine);
        try (Connection connection = started.connect(Map.of()); var statement = connection.createStatement()) {
            statement.execute("CREATE CATALOG tpch USING tpch WITH (\"tpch.splits-per-node\" = '3')");
            statement.execute("CREATE CATALOG memory USING memory");
        }
        return started;
    }

    private static Map<String, String> properties() throws IOException {
        Path directory = Scratch.directory("planning");
        Map<String, String> properties = new HashMap<>();
        properties.put("node.environment", "test");
        properties.put("node.bind-ip", "127.0.0.1");
        properties.put("node.internal-address", "127.0.0.1");
        properties.put("http-server.http.port", "0");
        properties.put("http-server.log.enabled", "false");
        properties.put("internal-communication.shared-secret", "secret");
        properties.put("coordinator", "true");
        properties.put("node-scheduler.include-coordinator", "true");
        properties.put("discovery.type", "ANNOUNCE");
        properties.put("plugin.dir", directory.toString());
        properties.put("catalog.management", "dynamic");
        properties.put("catalog.store", "memory");
        properties.put("query.max-memory", "512MB");
        properties.put("query.max-memory-per-node", "512MB");
        properties.put("query.max-total-memory", "512MB");
        properties.put("memory.heap-headroom-per-node", "256MB");
        // As in a server of users'
        properties.put("optimizer.default-filter-factor-enabled", "true");
        // Thousands run in one JVM: their plans would fill its memory
        properties.put("query.max-history", "50");
        properties.put("query.min-expire-age", "20s");
        return properties;
    }

    /** What the shared engine told of its queries after they ended. */
    static CompletedQueries completed() {
        return COMPLETED;
    }

    /** A part of the server. */
    public <T> T instance(Class<T> type) {
        return engine.instance(type);
    }

    URI uri() {
        return engine.uri();
    }

    /** Below which plans are written of queries that ask for it. */
    static Path dumps() {
        return DUMPS;
    }

    /** A connection whose queries run with these session properties. */
    public Connection connect(Map<String, String> session) throws SQLException {
        return Sql.connect(engine.uri(), session);
    }

    /** Stops the server. */
    public void close() {
        engine.close();
    }
}
