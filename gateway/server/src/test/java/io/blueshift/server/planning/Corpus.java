package io.blueshift.server.planning;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The queries of TPC-H, with the specification's validation parameters, and of TPC-DS, as another engine's benchmark
 * published them. Names of tables are without schema.
 */
final class Corpus {
    private static final int TPCH_QUERIES = 22;
    private static final int TPCDS_QUERIES = 99;

    private Corpus() {}

    /** A query by its name, for instance {@code q01}. */
    record Query(String name, String sql) {}

    /** The benchmark's own files: what is measured is what is tested. */
    static List<Query> tpch(double scale) throws IOException {
        String fraction = BigDecimal.valueOf(0.0001 / scale).toPlainString();
        List<Query> queries = new ArrayList<>();
        for (int number = 1; number <= TPCH_QUERIES; number++) {
            String name = "q%02d".formatted(number);
            queries.add(new Query(name, read("/tpch/" + name + ".sql").replace("${fraction}", fraction)));
        }
        return queries;
    }

    static List<Query> tpcds() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (int number = 1; number <= TPCDS_QUERIES; number++) {
            String name = "q%02d".formatted(number);
            queries.add(new Query(name,
                    read("/sql/presto/tpcds/" + name + ".sql").replace("${database}.${schema}.", "")));
        }
        return queries;
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("No resource " + resource);
            }
            return new String(in.readAllBytes(), UTF_8).strip();
        }
    }
}
