package io.blueshift.server;

import io.blueshift.server.engine.HttpQuery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A short life of a server in which the JVM learns what to keep in its AOT cache: it starts, answers queries of the
 * ordinary kinds, and stops. The launcher runs it once after a build; its work is only ever seen in later starts.
 */
public final class Training {
    private static final Duration QUERY_MAX = Duration.ofMinutes(1);
    private static final List<String> QUERIES = List.of("SHOW CATALOGS",
            "SELECT count(*), max(name) FROM tpch.tiny.nation WHERE regionkey = 1",
            "SELECT n.name, count(*), sum(acctbal) FROM tpch.tiny.customer c JOIN tpch.tiny.nation n"
                    + " ON c.nationkey = n.nationkey WHERE acctbal > 0 GROUP BY n.name ORDER BY 3 DESC LIMIT 5",
            "EXPLAIN SELECT * FROM tpch.tiny.region", "CREATE SCHEMA local.training",
            "CREATE TABLE local.training.nation AS SELECT * FROM tpch.tiny.nation",
            "SELECT * FROM local.training.nation WHERE nationkey > 20", "DROP TABLE local.training.nation");

    private Training() {}

    /** @param arguments the data directory to use, which is left behind */
    public static void main(String[] arguments) throws IOException {
        ServerOptions options = ServerOptions.builder(Path.of(arguments[0])).port(0).build();
        try (BlueshiftServer server = BlueshiftServer.start(options)) {
            for (String query : QUERIES) {
                HttpQuery.run(server.uri(), query, QUERY_MAX);
            }
        }
        System.exit(0);
    }
}
