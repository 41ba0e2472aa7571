package io.blueshift.benchmarks;

import io.blueshift.benchmarks.store.DuckDb;
import io.blueshift.benchmarks.store.GeneratedTable;
import io.blueshift.benchmarks.store.LocalTables;
import io.blueshift.benchmarks.store.TpchPages;
import io.blueshift.benchmarks.tpch.DuckDbEngine;
import io.blueshift.benchmarks.tpch.Engine;
import io.blueshift.benchmarks.tpch.Gateway;
import io.blueshift.benchmarks.tpch.TpchQuery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The 22 queries of TPC-H over local tables, beside DuckDB over its native tables, and beside the same server without
 * compiled execution. Same rows in the same order on both sides, two threads each, every answer compared with DuckDB's.
 */
public final class TpchSuite implements Suite {
    static final String NAME = "tpch";
    /** The server and the store are the same; only the operators are Trino's. */
    static final String TRINO = "trino";
    static final String DUCKDB = "duckdb";
    private static final int THREADS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "TPC-H's queries over local tables beside DuckDB and Trino's operators";
    }

    @Override
    public void run(BenchOptions options, BenchReport report) throws Exception {
        double scale = options.scale().orElse(1);
        List<String> peers = options.list(BenchOptions.PEERS).isEmpty()
                ? List.of(DUCKDB, TRINO)
                : options.list(BenchOptions.PEERS);
        Path directory = Files.createTempDirectory("blueshift-bench-");
        try (DuckDb duckDb = new DuckDb(THREADS)) {
            duckDb.attach(directory.resolve("tpch.duckdb"));
            load(scale, directory, duckDb, report);
            duckDb.execute("USE disk");
            noteProcessors(report);
            try (Gateway gateway = new Gateway(directory, THREADS,
                    Optional.ofNullable(options.special().get(BenchOptions.QUERY_MEMORY)))) {
                List<Engine> engines = new ArrayList<>();
                engines.add(gateway.engine("blueshift", Map.of()));
                engines.add(new DuckDbEngine(duckDb));
                if (peers.contains(TRINO)) {
                    engines.add(gateway.engine(TRINO, Map.of("compiled_execution", "false")));
                }
                List<TpchQuery> queries = TpchQuery.named(scale, options.list(BenchOptions.QUERIES));
                noteNotCompiled(gateway, queries, report);
                new TpchMeasurements(queries, engines, options, report).run();
            }
        } finally {
            delete(directory);
        }
    }

    /** Rows are generated twice rather than kept: they need not fit in memory. */
    private static void load(double scale, Path directory, DuckDb duckDb, BenchReport report) throws SQLException {
        List<GeneratedTable> tables = TpchPages.tables(scale, THREADS);
        try (LocalTables local = new LocalTables(Gateway.tables(directory),
                tables.stream().flatMap(table -> table.types().stream()).toList())) {
            for (GeneratedTable table : tables) {
                report.progress("loading %s at scale %s".formatted(table.name(), scale));
                // In the order in which the generator makes them, as DuckDB has them
                local.load(table, List.of(table.columns().getFirst().name()));
                duckDb.store(table);
            }
        }
        duckDb.checkpoint();
    }

    /** Their figures are those of Trino's operators. */
    private static void noteNotCompiled(Gateway gateway, List<TpchQuery> queries, BenchReport report)
            throws SQLException {
        List<String> names = new ArrayList<>();
        for (TpchQuery query : queries) {
            if (!gateway.isCompiled(query)) {
                names.add(query.name());
            }
        }
        report.progress("compiled: %d of %d queries%s".formatted(queries.size() - names.size(), queries.size(),
                names.isEmpty() ? "" : ", not " + String.join(", ", names)));
    }

    private static void noteProcessors(BenchReport report) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (processors != THREADS) {
            report.progress("this JVM has %d processors, DuckDB uses %d; -XX:ActiveProcessorCount=%d makes them equal"
                    .formatted(processors, THREADS, THREADS));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
