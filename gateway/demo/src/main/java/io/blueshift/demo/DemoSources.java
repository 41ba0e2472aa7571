package io.blueshift.demo;

import io.blueshift.embedded.EmbeddedMySql;
import io.blueshift.embedded.EmbeddedPostgres;
import io.blueshift.embedded.EmbeddedS3;
import io.blueshift.embedded.IcebergRestServer;
import io.blueshift.embedded.ServerOptions;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The servers that stand for a company's existing data: PostgreSQL, MySQL, an object store with the bucket
 * {@value #BUCKET} in memory, and an Iceberg catalog over it. All real, all on the loopback interface, all gone on
 * close.
 */
final class DemoSources implements AutoCloseable {
    static final String BUCKET = "demo";
    /** Who logs in to both databases: the demo needs no secrets, but catalog files should look as they do elsewhere. */
    static final String USER = "demo";
    static final String PASSWORD = "demo-password";

    private final Deque<AutoCloseable> servers;
    private final EmbeddedPostgres postgres;
    private final EmbeddedMySql mysql;
    private final EmbeddedS3 s3;
    private final IcebergRestServer iceberg;

    private DemoSources(Deque<AutoCloseable> servers, EmbeddedPostgres postgres, EmbeddedMySql mysql, EmbeddedS3 s3,
            IcebergRestServer iceberg) {
        this.servers = servers;
        this.postgres = postgres;
        this.mysql = mysql;
        this.s3 = s3;
        this.iceberg = iceberg;
    }

    /** Starts all of them at the same time; if one fails, the others are stopped. */
    static DemoSources start(DemoConsole console) throws Exception {
        Deque<AutoCloseable> servers = new ArrayDeque<>();
        // Platform threads, and a pool that is closed only after all have answered: nothing is left half started
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<EmbeddedPostgres> postgres = threads.submit(started("PostgreSQL", console, servers,
                    () -> EmbeddedPostgres.start(ServerOptions.temporary().withUser(USER, PASSWORD))));
            Future<EmbeddedMySql> mysql = threads
                    .submit(started("MySQL", console, servers,
                            () -> EmbeddedMySql.start(ServerOptions.temporary().withUser(USER, PASSWORD))));
            Future<EmbeddedS3> s3 = threads.submit(started("S3 object store", console, servers, () -> {
                EmbeddedS3 store = EmbeddedS3.start();
                store.createBucket(BUCKET);
                return store;
            }));
            Future<IcebergRestServer> iceberg = threads.submit(started("Iceberg REST catalog", console, servers,
                    () -> IcebergRestServer.start("s3://" + BUCKET + "/warehouse")));
            return new DemoSources(servers, postgres.get(), mysql.get(), s3.get(), iceberg.get());
        } catch (ExecutionException e) {
            closeAll(servers);
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static <T extends AutoCloseable> Callable<T> started(String name, DemoConsole console,
            Deque<AutoCloseable> servers, Callable<T> start) {
        return () -> {
            long begin = System.nanoTime();
            T server = start.call();
            synchronized (servers) {
                servers.push(server);
            }
            String where = switch (server) {
                case EmbeddedPostgres postgres -> postgres.host() + ":" + postgres.port();
                case EmbeddedMySql mysql -> mysql.host() + ":" + mysql.port();
                case EmbeddedS3 s3 -> s3.endpoint().toString();
                case IcebergRestServer iceberg -> iceberg.uri().toString();
                default -> "";
            };
            console.line("  %-34s %s, %s".formatted(name, where,
                    DemoConsole.seconds(Duration.ofNanos(System.nanoTime() - begin))));
            return server;
        };
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    EmbeddedMySql mysql() {
        return mysql;
    }

    EmbeddedS3 s3() {
        return s3;
    }

    URI icebergCatalog() {
        return iceberg.uri();
    }

    @Override
    public void close() throws Exception {
        closeAll(servers);
    }

    private static void closeAll(Deque<AutoCloseable> servers) throws Exception {
        synchronized (servers) {
            while (!servers.isEmpty()) {
                servers.pop().close();
            }
        }
    }
}
