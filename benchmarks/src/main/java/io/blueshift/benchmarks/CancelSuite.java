package io.blueshift.benchmarks;

import io.blueshift.benchmarks.cancel.CancelCase;
import io.blueshift.benchmarks.cancel.CancelledRun;
import io.blueshift.benchmarks.cancel.ServerActivity;
import io.blueshift.benchmarks.store.GeneratedTable;
import io.blueshift.benchmarks.store.LocalTables;
import io.blueshift.benchmarks.store.TpchPages;
import io.blueshift.benchmarks.tpch.Gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a cancelled query goes on: queries over local tables, each of another kind of work, are cancelled at moments
 * spread evenly over their time, and measured until nothing in the server works for them any more. No peers.
 */
public final class CancelSuite implements Suite {
    static final String NAME = "cancel";
    private static final int THREADS = 2;
    private static final int MOMENTS = 9;
    private static final double PROMISED_MILLIS = 100;
    /** Of queries that take longer, the first part is looked at. */
    private static final Duration WHOLE_MAX = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "time until a cancelled query has given everything back";
    }

    @Override
    public void run(BenchOptions options, BenchReport report) throws Exception {
        Path directory = Files.createTempDirectory("blueshift-bench-");
        try {
            load(options.scale().orElse(1), directory, report);
            try (Gateway gateway = new Gateway(directory, THREADS, Optional.empty())) {
                ServerActivity activity = new ServerActivity();
                List<String> wanted = options.list(BenchOptions.QUERIES);
                double longest = 0;
                for (CancelCase query : CancelCase.all()) {
                    if (wanted.isEmpty() || wanted.contains(query.name())) {
                        longest = Math.max(longest,
                                measure(gateway, query, options.runs().orElse(MOMENTS), activity, report));
                    }
                }
                report.add(measured("all", "max", longest));
            }
        } finally {
            delete(directory);
        }
    }

    private static void load(double scale, Path directory, BenchReport report) {
        List<GeneratedTable> tables = TpchPages.tables(scale, THREADS);
        try (LocalTables local = new LocalTables(Gateway.tables(directory),
                tables.stream().flatMap(table -> table.types().stream()).toList())) {
            for (GeneratedTable table : tables) {
                report.progress("loading %s at scale %s".formatted(table.name(), scale));
                local.load(table, List.of(table.columns().getFirst().name()));
            }
        }
    }

    /** Returns the longest time in milliseconds. */
    private static double measure(Gateway gateway, CancelCase query, int moments, ServerActivity activity,
            BenchReport report) throws Exception {
        List<Double> millis = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        try (Connection connection = gateway.connect(query.session())) {
            long whole = 0;
            for (int run = 0; run < 2; run++) {
                whole = uncancelled(connection, query, activity);
            }
            for (int moment = 0; moment < moments; moment++) {
                try (CancelledRun run = CancelledRun.start(connection, query.sql())) {
                    boolean running = run.isRunningAfter((long) (whole * (moment + 0.5) / moments));
                    long collecting = ServerActivity.collectingMillis();
                    long nanos = running ? run.cancel(activity, PATIENCE.toNanos()) : -1;
                    if (nanos >= 0) {
                        millis.add(nanos / 1e6);
                        shown.add(shown(nanos / 1e6, ServerActivity.collectingMillis() - collecting));
                    }
                }
                undo(connection, query);
            }
            report.progress("%s: takes %.0f ms; cancelled: %s ms".formatted(query.name(), whole / 1e6, shown));
        }
        if (millis.isEmpty()) {
            throw new IllegalStateException(query.name() + " was through before it was cancelled, every time");
        }
        Samples samples = Samples.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
        report.add(measured(query.name(), "median", samples.median()));
        report.add(measured(query.name(), "max", samples.percentile(1)));
        return samples.percentile(1);
    }

    /** Of what is too long, how much the garbage collector may have added. */
    private static String shown(double millis, long collecting) {
        return millis <= PROMISED_MILLIS || collecting == 0
                ? "%.0f".formatted(millis)
                : "%.0f (garbage collection: %d)".formatted(millis, collecting);
    }

    /** How long the query takes, up to the most that is looked at. */
    private static long uncancelled(Connection connection, CancelCase query, ServerActivity activity)
            throws Exception {
        try (CancelledRun run = CancelledRun.start(connection, query.sql())) {
            boolean running = run.isRunningAfter(WHOLE_MAX.toNanos());
            long whole = run.age();
            if (running) {
                run.cancel(activity, PATIENCE.toNanos());
            }
            undo(connection, query);
            return whole;
        }
    }

    private static void undo(Connection connection, CancelCase query) throws SQLException {
        if (query.afterwards().isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(query.afterwards().get());
            }
        }
    }

    private static Measurement measured(String query, String metric, double millis) {
        return Measurement.of(NAME, query, metric, millis, "ms").withTarget(PROMISED_MILLIS);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
