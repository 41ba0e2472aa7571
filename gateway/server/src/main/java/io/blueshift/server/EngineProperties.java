package io.blueshift.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Derives the settings of Trino's engine from ours: one node that is its own coordinator and only worker. */
final class EngineProperties {
    /** The file store of {@code io.blueshift.server.catalog}, registered by a plugin. */
    static final String CATALOG_STORE = "blueshift";
    private static final double QUERY_SHARE_OF_HEAP = 0.65;
    private static final double HEADROOM_SHARE_OF_HEAP = 0.25;

    private EngineProperties() {}

    /** @throws UnknownHostException where the bind address is a name that does not resolve */
    static Map<String, String> of(ServerOptions options, long heapBytes) throws UnknownHostException {
        Map<String, String> properties = new LinkedHashMap<>();
        InetAddress bind = InetAddress.getByName(options.bindAddress());
        String reachable = bind.isAnyLocalAddress() ? "127.0.0.1" : bind.getHostAddress();
        properties.put("node.environment", "blueshift");
        properties.put("node.bind-ip", bind.getHostAddress());
        properties.put("node.internal-address", reachable);
        properties.put("node.external-address", reachable);
        properties.put("http-server.http.port", Integer.toString(options.port()));
        properties.put("http-server.log.enabled", "false");
        // Sent with every request of the engine to itself; nothing else has to know it
        properties.put("internal-communication.shared-secret", secret());

        properties.put("coordinator", "true");
        properties.put("node-scheduler.include-coordinator", "true");
        properties.put("discovery.type", "ANNOUNCE");

        // Has to exist, but nothing is looked up there: see EngineModule
        properties.put("plugin.dir", options.dataDirectory().toString());
        properties.put("catalog.management", "dynamic");
        properties.put("catalog.store", CATALOG_STORE);

        properties.put("web-ui.authentication.type", "fixed");
        properties.put("web-ui.user", "blueshift");

        String query = megabytes((long) (heapBytes * QUERY_SHARE_OF_HEAP));
        properties.put("query.max-memory", query);
        properties.put("query.max-memory-per-node", query);
        properties.put("query.max-total-memory", query);
        properties.put("memory.heap-headroom-per-node", megabytes((long) (heapBytes * HEADROOM_SHARE_OF_HEAP)));
        properties.put("spiller-spill-path", options.spillDirectory().toString());

        // Both ends of every exchange are this process
        properties.put("exchange.compression-codec", "NONE");
        properties.put("exchange.data-integrity-verification", "NONE");

        // What is remembered is looked through many times a second; see decision 0038
        properties.put("query.min-expire-age", "5m");
        properties.put("task.info.max-age", "1m");

        // Of a filter whose rows nobody can estimate, such as LIKE: with no estimate at all joins would not be ordered
        properties.put("optimizer.default-filter-factor-enabled", "true");

        properties.putAll(options.engineProperties());
        return properties;
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + "MB";
    }

    private static String secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
