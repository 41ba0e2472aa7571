package io.blueshift.demo;

import io.blueshift.server.BlueshiftServer;
import io.blueshift.server.ServerOptions;
import io.blueshift.server.StopSignals;
import io.blueshift.server.config.StartException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The main class of {@code ./blueshift demo}: real servers for every kind of source, TPC-H data spread over them, six
 * queries across them, and then a server that stays up to be played with. Ends with 0, with 1 where something failed,
 * with 2 on a usage error.
 */
public final class Demo {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORTS_TRIED = 20;

    private final DemoOptions options;
    private final DemoConsole console;
    private final Teardown teardown;

    private Demo(DemoOptions options, DemoConsole console, Teardown teardown) {
        this.options = options;
        this.console = console;
        this.teardown = teardown;
    }

    public static void main(String[] arguments) {
        // The embedded servers' chatter, until the server's own log file takes over
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.WARNING);
        }
        DemoConsole console = DemoConsole.standard();
        Teardown teardown = new Teardown();
        StopSignals.endAfter(() -> {
            console.line("Stopping; running queries may take %s s to end. Ctrl-C again does not wait for them."
                    .formatted(ServerOptions.DEFAULT_SHUTDOWN_GRACE.toSeconds()));
            teardown.stop();
        });
        System.exit(run(List.of(arguments), console, teardown));
    }

    /** Returns the exit code; everything is closed by then. */
    static int run(List<String> arguments, DemoConsole console, Teardown teardown) {
        try (teardown) {
            DemoOptions options = DemoOptions.parse(arguments);
            if (options.help()) {
                console.line(DemoOptions.USAGE.stripTrailing());
                return 0;
            }
            new Demo(options, console, teardown).run();
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + DemoOptions.USAGE);
            return 2;
        } catch (Exception e) {
            return failed(e, teardown);
        }
    }

    private static int failed(Exception failure, Teardown teardown) {
        if (teardown.stopped()) {
            // What was under way could not end well, and need not
            return 0;
        }
        switch (failure) {
            case StartException _,SQLException _,IOException _ ->
                System.err.println("The demo failed: " + failure.getMessage());
            default -> {
                System.err.println("The demo failed:");
                failure.printStackTrace();
            }
        }
        return 1;
    }

    private void run() throws Exception {
        long begin = System.nanoTime();
        console.line(
                "Blueshift demo: TPC-H at scale %s, spread over PostgreSQL, MySQL, Iceberg and files on S3, and the local store"
                        .formatted(options.scale()));
        Path parent = options.directory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        Path directory = teardown.open(() -> DemoDirectory.claim(parent)).path();

        console.heading("Starting servers");
        DemoSources sources = teardown.open(() -> DemoSources.start(console));
        QueryEvents events = new QueryEvents();
        URI uri = startServer(directory, sources, events);

        console.heading("Loading the databases, through their own drivers");
        DatabaseLoader databases = new DatabaseLoader(sources, options.scale(), console);
        databases.loadPostgres();
        databases.loadMySql();

        try (Connection connection = connect(uri)) {
            console.heading("Loading the lake and the local store, by SQL");
            new BlueshiftLoader(connection, options, console).load(sources);
            new QueryShow(connection, events, console).showAll();
        }
        console.heading("All six queries ran; %s since the start"
                .formatted(DemoConsole.seconds(Duration.ofNanos(System.nanoTime() - begin))));
        if (!options.exit()) {
            stay(uri);
        }
    }

    private URI startServer(Path directory, DemoSources sources, QueryEvents events) throws Exception {
        DemoCatalogs.write(directory.resolve("catalogs"), sources);
        ServerOptions serverOptions = ServerOptions.builder(directory.resolve("data"))
                .bindAddress(LOOPBACK)
                .port(port())
                .catalogsDirectory(directory.resolve("catalogs"))
                // The demo's catalog files configure the generators themselves
                .sampleCatalogs(false)
                .eventListeners(events)
                .build();
        return console.step("Blueshift", () -> {
            BlueshiftServer server = teardown.open(() -> BlueshiftServer.start(serverOptions));
            return new DemoConsole.Outcome<>(server.uri(), "%s, catalogs %s".formatted(server.uri(),
                    String.join(", ", server.catalogs())));
        });
    }

    /** The port asked for; otherwise Blueshift's own or the next one that is free. */
    private int port() {
        if (options.port().isPresent()) {
            return options.port().getAsInt();
        }
        for (int port = ServerOptions.DEFAULT_PORT; port < ServerOptions.DEFAULT_PORT + PORTS_TRIED; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        return 0;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static Connection connect(URI uri) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "demo");
        return DriverManager.getConnection("jdbc:trino://" + uri.getAuthority(), properties);
    }

    private void stay(URI uri) throws InterruptedException {
        String server = uri.getPort() == ServerOptions.DEFAULT_PORT ? "" : " --server " + uri;
        console.line("The server stays up at %s (its console: the same address in a browser).".formatted(uri));
        console.line("In another terminal:  ./blueshift sql%s".formatted(server));
        console.line("Ctrl-C ends it and removes its data.");
        new CountDownLatch(1).await();
    }
}
