package io.blueshift.benchmarks;

import io.blueshift.benchmarks.sources.MySqlReads;
import io.blueshift.benchmarks.sources.PostgreSqlReads;

/** Reading live databases through a catalog, beside their drivers: a real server on this machine, TPC-H's rows. */
public final class SourcesSuite implements Suite {
    private static final double SCALE = 0.1;
    private static final int RUNS = 5;

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public String summary() {
        return "reading lineitem from PostgreSQL and MySQL, and small queries to them, beside their JDBC drivers";
    }

    @Override
    public void run(BenchOptions options, BenchReport report) throws Exception {
        double scale = options.scale().orElse(SCALE);
        int runs = options.runs().orElse(RUNS);
        PostgreSqlReads.run(scale, runs, report);
        MySqlReads.run(scale, runs, report);
    }
}
