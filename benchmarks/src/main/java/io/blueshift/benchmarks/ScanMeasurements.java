package io.blueshift.benchmarks;

import io.blueshift.benchmarks.store.DuckDb;
import io.blueshift.benchmarks.store.LocalTables;
import io.blueshift.benchmarks.store.ScanCase;
import io.blueshift.benchmarks.store.ScanCase.Between;
import io.blueshift.benchmarks.store.TableScans;
import io.blueshift.benchmarks.store.TableScans.Answer;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of the suite {@code store} that reads {@code lineitem}, once it is loaded on both sides. */
final class ScanMeasurements {
    private static final int WARM_UP = 10;
    /** Compiled code gets its last form, vectors included, after some hundred scans; DuckDB's has it from the start. */
    private static final int COMPILE_UP = 300;
    private static final int TIMED = 9;
    private static final int LOOKUPS = 200;
    private static final String TABLE = "lineitem";

    private final DuckDb duckDb;
    private final LocalTables local;
    private final Path directory;
    private final BenchOptions options;
    private final BenchReport report;

    ScanMeasurements(DuckDb duckDb, LocalTables local, Path directory, BenchOptions options, BenchReport report) {
        this.duckDb = duckDb;
        this.local = local;
        this.directory = directory;
        this.options = options;
        this.report = report;
    }

    void run(double scale) throws SQLException {
        try (TableScans scans = local.open(TABLE)) {
            for (ScanCase question : ScanCase.all(scale)) {
                report.progress("scan " + question.name());
                scan(question, scans);
            }
            report.progress("lookups");
            lookups(scans);
        }
    }

    private void scan(ScanCase question, TableScans scans) throws SQLException {
        String file = "'%s'".formatted(StoreSuite.parquetFile(directory, TABLE));
        List<BigInteger> expected = duckDb.numbers(question.sql("disk." + TABLE));
        Answer answer = scans.run(question, StoreSuite.THREADS);
        check(question.name(), expected, answer.numbers());
        // Alternating, so that a disturbance of the machine meets all three
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> parquet = new ArrayList<>();
        int timed = options.runs().orElse(TIMED);
        for (int run = 0; run < COMPILE_UP && options.runs().isEmpty(); run++) {
            scans.run(question, StoreSuite.THREADS);
        }
        for (int run = options.runs().isPresent() ? 0 : -WARM_UP; run < timed; run++) {
            double our = millis(() -> scans.run(question, StoreSuite.THREADS));
            double their = millis(() -> duckDb.numbers(question.sql("disk." + TABLE)));
            double other = millis(() -> duckDb.numbers(question.sql(file)));
            if (run >= 0) {
                ours.add(our);
                theirs.add(their);
                parquet.add(other);
            }
        }
        Measurement time = Measurement.of(StoreSuite.NAME, question.name(), "median", StoreSuite.median(ours), "ms");
        report.add(time.against(StoreSuite.NATIVE, StoreSuite.median(theirs)));
        report.add(time.against(StoreSuite.PARQUET, StoreSuite.median(parquet)));
        if (question.filter().isEmpty()) {
            double bytes = expected.getFirst().doubleValue() * 8 * question.sums().size();
            report.add(Measurement.of(StoreSuite.NAME, question.name(), "decoded_per_core",
                    bytes / StoreSuite.median(ours) / 1e6 / StoreSuite.THREADS, "GB/s"));
        }
    }

    /** One order each, with all its columns but the texts; a key that does not exist is as good as any. */
    private void lookups(TableScans scans) throws SQLException {
        int lookups = options.runs().isPresent() ? 10 * options.runs().getAsInt() : LOOKUPS;
        long largest = duckDb.numbers("SELECT max(l_orderkey) FROM disk." + TABLE).getFirst().longValueExact();
        ScanCase all = ScanCase.all(1).get(2);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        long blocks = 0;
        String sql = new ScanCase("lookup", all.sums(), Optional.empty()).sql("disk." + TABLE)
                + " WHERE l_orderkey = ?";
        try (PreparedStatement statement = duckDb.prepare(sql)) {
            for (int i = -lookups / 2; i < lookups; i++) {
                long key = Math.abs(i * 7919L * largest / lookups) % largest + 1;
                ScanCase question = new ScanCase("lookup", all.sums(),
                        Optional.of(new Between("l_orderkey", key, key)));
                long begin = System.nanoTime();
                Answer answer = scans.run(question, 1);
                long middle = System.nanoTime();
                List<BigInteger> expected = lookup(statement, key);
                long end = System.nanoTime();
                check("order " + key, expected, answer.numbers());
                if (i >= 0) {
                    ours.add((middle - begin) / 1e6);
                    theirs.add((end - middle) / 1e6);
                    blocks = Math.max(blocks, answer.blocks());
                }
            }
        }
        report.add(Measurement.of(StoreSuite.NAME, "lookup", "median", StoreSuite.median(ours), "ms")
                .against(StoreSuite.NATIVE, StoreSuite.median(theirs)));
        report.add(Measurement.of(StoreSuite.NAME, "lookup", "blocks_read_max", blocks, "blocks of 8 columns"));
    }

    private static List<BigInteger> lookup(PreparedStatement statement, long key) throws SQLException {
        statement.setLong(1, key);
        try (ResultSet result = statement.executeQuery()) {
            return DuckDb.numbers(result);
        }
    }

    private static void check(String what, List<BigInteger> expected, List<BigInteger> actual) {
        if (!expected.equals(actual)) {
            throw new WrongResultException(what, expected, actual);
        }
    }

    private interface Work {
        Object run() throws SQLException;
    }

    private static double millis(Work work) throws SQLException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
