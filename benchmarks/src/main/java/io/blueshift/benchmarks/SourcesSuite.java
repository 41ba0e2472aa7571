package io.blueshift.benchmarks;

import io.blueshift.benchmarks.sources.PostgreSqlReads;

/** Reading live databases through a catalog, beside their drivers: a real server on this machine, TPC-H's rows. */
public final class SourcesSuite implements Suite {
    private static final double SCALE = 0.1;
    private static final int RUNS = 5;

    @Override
    public String name() {
        return PostgreSqlReads.SUITE;
    }

    @Override
    public String summary() {
        return "reading lineitem from PostgreSQL beside its JDBC driver";
    }

    @Override
    public void run(BenchOptions options, BenchReport report) throws Exception {
        PostgreSqlReads.run(options.scale().orElse(SCALE), options.runs().orElse(RUNS), report);
    }
}
