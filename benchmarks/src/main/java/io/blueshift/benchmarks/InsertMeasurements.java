package io.blueshift.benchmarks;

import io.blueshift.benchmarks.store.DuckDb;
import io.blueshift.benchmarks.store.SmallInserts;
import io.blueshift.benchmarks.store.SmallInserts.Outcome;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The part of the suite {@code store} that inserts single rows: what a statement costs, and what it leaves behind. */
final class InsertMeasurements {
    private static final int STATEMENTS = 10_000;
    private static final int CONNECTIONS = 4;
    private static final int FILES_MAX = 50;

    private InsertMeasurements() {}

    static void run(Path directory, double scale, BenchReport report) throws Exception {
        int statements = (int) Math.max(20, STATEMENTS * Math.min(1, scale));
        Duration pause = Duration.ofSeconds((long) Math.ceil(60 * Math.min(1, scale)));
        report.progress("%d INSERTs over %d connections, then %d s".formatted(statements, CONNECTIONS,
                pause.toSeconds()));
        Outcome outcome = SmallInserts.run(directory.resolve("server"), statements, CONNECTIONS, pause);
        long sum = statements * (statements - 1L) / 2;
        check(statements, sum, List.of(BigInteger.valueOf(outcome.count()), BigInteger.valueOf(outcome.sum())));
        double peer = duckDb(directory.resolve("inserts.duckdb"), statements, sum);
        report.add(Measurement.of(StoreSuite.NAME, "inserts", "per_statement", outcome.seconds() * 1000 / statements,
                "ms").against(StoreSuite.NATIVE, peer * 1000 / statements));
        report.add(Measurement.of(StoreSuite.NAME, "inserts", "statements_per_s", statements / outcome.seconds(),
                "1/s"));
        report.add(Measurement.of(StoreSuite.NAME, "inserts", "files_later", outcome.files(), "files")
                .withTarget(FILES_MAX));
    }

    /** The same statements inside this process, each committed on its own. */
    private static double duckDb(Path file, int statements, long sum) throws SQLException {
        try (DuckDb duckDb = new DuckDb(StoreSuite.THREADS)) {
            duckDb.attach(file);
            duckDb.execute("CREATE TABLE disk.events (id bigint, note varchar)");
            long begin = System.nanoTime();
            for (int id = 0; id < statements; id++) {
                duckDb.execute(SmallInserts.sql("disk.events", id));
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            check(statements, sum, duckDb.numbers("SELECT count(*), sum(id) FROM disk.events"));
            return seconds;
        }
    }

    private static void check(int statements, long sum, List<BigInteger> numbers) {
        List<BigInteger> expected = List.of(BigInteger.valueOf(statements), BigInteger.valueOf(sum));
        if (!expected.equals(numbers)) {
            throw new WrongResultException("rows inserted one by one", expected, numbers);
        }
    }
}
