package io.blueshift.server;

import com.google.inject.Module;
import io.airlift.bootstrap.ApplicationConfigurationException;
import io.airlift.log.Logger;
import io.blueshift.executor.spill.SpillSpace;
import io.blueshift.server.catalog.BuiltInCatalogs;
import io.blueshift.server.catalog.CatalogFailures;
import io.blueshift.server.catalog.CatalogFiles;
import io.blueshift.server.config.StartException;
import io.blueshift.server.engine.Engine;
import io.blueshift.server.engine.HttpQuery;
import io.blueshift.server.log.ServerLog;
import io.blueshift.server.planning.PlanningModule;
import io.blueshift.server.planning.dump.PlanDumps;
import io.blueshift.server.secrets.SecretReferences;
import io.blueshift.server.secrets.SecretStore;
import io.blueshift.server.secrets.SecretValues;
import io.blueshift.server.sources.Sources;
import io.blueshift.server.sources.SourcesModule;
import io.blueshift.server.statements.StatementsModule;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A running server. It has been ready since {@link #start} returned: a query had succeeded over HTTP by then.
 *
 * <p>Several servers can run in one process, each with its own data directory; what they log goes to the log files of all.
 * Thread-safe.
 */
public final class BlueshiftServer implements AutoCloseable {
    /** What clients are told; the engine's version, because drivers derive from it what the server can do. */
    private static final String VERSION = "483";
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(30);
    /** The engine's own setting, for those who have set that up. */
    private static final String AUTHENTICATION = "http-server.authentication.type";
    private static final Logger log = Logger.get(BlueshiftServer.class);

    private final ServerOptions options;
    private final Engine engine;
    private final DataDirectory dataDirectory;
    private final ServerLog serverLog;
    private final AtomicBoolean closed = new AtomicBoolean();

    private BlueshiftServer(ServerOptions options, Engine engine, DataDirectory dataDirectory, ServerLog serverLog) {
        this.options = options;
        this.engine = engine;
        this.dataDirectory = dataDirectory;
        this.serverLog = serverLog;
    }

    /**
     * Starts a server and returns when it has answered a query.
     *
     * @throws StartException where a setting is wrong, the port is taken, or the data directory is in use
     */
    public static BlueshiftServer start(ServerOptions options) {
        // As Trino does: upper and lower case must not depend on where the server stands
        Locale.setDefault(Locale.US);
        DataDirectory dataDirectory = DataDirectory.claim(options.dataDirectory());
        SecretValues secrets = new SecretValues();
        ServerLog serverLog = ServerLog.open(options.logFile(), secrets::mask);
        try {
            checkPort(options);
            Files.createDirectories(options.catalogsDirectory());
            Engine engine = startEngine(options, secrets);
            BlueshiftServer server = new BlueshiftServer(options, engine, dataDirectory, serverLog);
            dataDirectory.describe("process " + ProcessHandle.current().pid() + ", " + engine.uri());
            warnIfOpen(options, engine.uri());
            return server;
        } catch (IOException | RuntimeException | Error e) {
            serverLog.write(Level.SEVERE, "The server did not start", Optional.of(e));
            serverLog.close();
            release(dataDirectory);
            throw e instanceof IOException io ? new StartException("The server did not start: " + io, io) : rethrow(e);
        }
    }

    private static Engine startEngine(ServerOptions options, SecretValues secrets) throws IOException {
        SecretStore secretStore = SecretStore.open(options.dataDirectory(),
                Optional.ofNullable(System.getenv(SecretStore.KEY_VARIABLE)), secrets);
        SecretReferences references = new SecretReferences(secretStore, secrets);
        BundledPlugins bundled = new BundledPlugins(BundledPlugins.SOURCES, options.dataDirectory().resolve("tables"));
        CatalogFiles store = new CatalogFiles(options.catalogsDirectory(),
                new BuiltInCatalogs(options.sampleCatalogs()),
                bundled::connectorNames, references);
        CatalogFailures failures = new CatalogFailures();
        // Before the engine, so that a wrong file is reported in a moment
        store.getCatalogs();
        Sources sources = new Sources();
        Engine engine = createEngine(options, List.of(new SourcesModule(sources),
                new StatementsModule(secretStore, store)));
        try {
            engine.start(bundled.plugins(store, references, secrets, failures, sources), options.eventListeners());
            stopOn(failures.reasons());
            HttpQuery.run(engine.uri(), "SELECT 1", READY_TIMEOUT);
            return engine;
        } catch (IOException | RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    private static Engine createEngine(ServerOptions options, List<Module> modules) throws IOException {
        Map<String, String> properties = EngineProperties.of(options, Runtime.getRuntime().maxMemory());
        SpillSpace spillSpace = SpillSpace.open(options.spillDirectory(), options.spillMax().isPresent()
                ? options.spillMax().getAsLong()
                : SpillSpace.defaultBytesMax(options.spillDirectory()));
        try {
            Module planning = new PlanningModule(spillSpace, new PlanDumps(options.dataDirectory().resolve("dump")));
            return Engine.create(VERSION, properties, Stream.concat(modules.stream(), Stream.of(planning)).toList());
        } catch (ApplicationConfigurationException e) {
            throw new StartException(e.getErrors().stream().map(error -> explain(options, error.getMessage()))
                    .collect(Collectors.joining("\n")), e);
        }
    }

    /** The engine's own words, with its keys as they stand in our file. */
    private static String explain(ServerOptions options, String message) {
        String explained = message;
        for (String key : options.engineProperties().keySet()) {
            explained = explained.replace("'" + key + "'", "'" + ConfigurationFile.ENGINE_PREFIX + key + "'");
        }
        return options.origin() + ": " + explained;
    }

    /** Asked before the engine is built, because it takes seconds to build and explains a taken port with a stack trace. */
    private static void checkPort(ServerOptions options) throws IOException {
        InetSocketAddress address = new InetSocketAddress(options.bindAddress(), options.port());
        if (address.isUnresolved()) {
            throw new StartException(
                    "bind-address '%s' is not an address of this machine".formatted(options.bindAddress()));
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (BindException e) {
            throw new StartException(
                    "Cannot listen on %s port %s: %s. Another server may be running; set another port with port=NUMBER"
                            .formatted(options.bindAddress(), options.port(), e.getMessage()),
                    e);
        }
    }

    private static void warnIfOpen(ServerOptions options, URI uri) throws IOException {
        if (!InetAddress.getByName(options.bindAddress()).isLoopbackAddress()
                && !options.engineProperties().containsKey(AUTHENTICATION)) {
            log.warn(
                    "There is no authentication, and bind-address is %s: whoever reaches port %s of this machine can read"
                            + " and change everything in its catalogs",
                    options.bindAddress(), uri.getPort());
        }
    }

    private static void stopOn(Collection<String> problems) {
        if (!problems.isEmpty()) {
            throw new StartException(String.join("\n", problems));
        }
    }

    /** Address for clients on this machine: {@code http://127.0.0.1:8080}. */
    public URI uri() {
        return engine.uri();
    }

    /** Names of the catalogs, sorted. */
    public List<String> catalogs() {
        return engine.catalogs();
    }

    /** Number of queries that have not ended. */
    public long runningQueries() {
        return engine.running();
    }

    /** Refuses new queries, gives the running ones the grace period, then stops. Later calls do nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        serverLog.write(Level.INFO, "Stopping; running queries: " + engine.running(), Optional.empty());
        engine.drain(options.shutdownGrace());
        engine.close();
        serverLog.write(Level.INFO, "Stopped", Optional.empty());
        serverLog.close();
        release(dataDirectory);
    }

    private static void release(DataDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            log.warn("Cannot release the data directory: %s", e);
        }
    }

    private static RuntimeException rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
