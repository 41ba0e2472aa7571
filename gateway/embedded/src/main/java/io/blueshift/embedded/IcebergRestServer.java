package io.blueshift.embedded;

import com.sun.net.httpserver.HttpServer;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.inmemory.InMemoryCatalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An Iceberg REST catalog on a free loopback port, for tests and the demo. Which tables exist and their metadata files are
 * kept in memory and end with the server; manifests and data are the clients' and lie in the warehouse, which this server
 * itself never touches.
 */
public final class IcebergRestServer implements AutoCloseable {
    private final InMemoryCatalog catalog;
    private final HttpServer server;
    private final ExecutorService requests;
    private final String warehouse;

    private IcebergRestServer(InMemoryCatalog catalog, HttpServer server, String warehouse) {
        this.catalog = catalog;
        this.server = server;
        this.warehouse = warehouse;
        requests = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(requests);
    }

    /**
     * @param warehouse
     *            the location below which tables are put that name none, for example {@code s3://bucket/warehouse}
     */
    public static IcebergRestServer start(String warehouse) {
        return start(warehouse, Optional.empty());
    }

    /** As {@link #start(String)}; every request must carry the token as {@code Authorization: Bearer}. */
    public static IcebergRestServer start(String warehouse, Optional<String> token) {
        InMemoryCatalog catalog = new InMemoryCatalog();
        // A table created anew under an old name must not find the old one's files
        catalog.initialize("embedded", Map.of(CatalogProperties.WAREHOUSE_LOCATION, warehouse,
                CatalogProperties.UNIQUE_TABLE_LOCATION, "true"));
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            IcebergRestServer started = new IcebergRestServer(catalog, http, warehouse);
            http.createContext("/", new IcebergRestHandler(new IcebergRestRoutes(catalog), token));
            startAsDaemon(http);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open a loopback port for the Iceberg REST catalog", e);
        }
    }

    /** The address for {@code iceberg.rest-catalog.uri}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public String warehouse() {
        return warehouse;
    }

    @Override
    public void close() {
        server.stop(0);
        requests.close();
        try {
            catalog.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's own thread inherits being a daemon from the thread that starts it; it must not keep the JVM alive. */
    private static void startAsDaemon(HttpServer http) {
        Thread starter = Thread.ofPlatform().daemon().name("iceberg-rest-start").start(http::start);
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting the Iceberg REST catalog", e);
        }
    }
}
