package io.blueshift.benchmarks;

import io.blueshift.benchmarks.store.DuckDb;
import io.blueshift.benchmarks.store.LocalTables;
import io.blueshift.benchmarks.store.MemoryTable;
import io.blueshift.benchmarks.store.TpchPages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the local store makes of TPC-H, beside DuckDB's native file and Parquet with Zstandard as DuckDB writes it: bytes
 * on disk, loading, scans, lookups, and very many small INSERTs. The rows are the same and in memory before anything is
 * timed; both sides use two threads and end a load on the disk.
 */
public final class StoreSuite implements Suite {
    static final String NAME = "store";
    static final String NATIVE = "duckdb";
    static final String PARQUET = "parquet-zstd";
    static final int THREADS = 2;
    private static final int LOADS = 3;
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "size, load, scans, lookups and small INSERTs of local tables beside DuckDB";
    }

    @Override
    public void run(BenchOptions options, BenchReport report) throws Exception {
        double scale = options.scale().orElse(1);
        Path directory = Files.createTempDirectory("blueshift-bench-");
        try {
            report.progress("generating TPC-H at scale %s".formatted(scale));
            List<MemoryTable> tables = TpchPages.generate(scale, THREADS);
            try (DuckDb duckDb = new DuckDb(THREADS);
                    LocalTables local = new LocalTables(directory.resolve("store"),
                            tables.stream().flatMap(table -> table.types().stream()).toList())) {
                for (MemoryTable table : tables) {
                    duckDb.append(table);
                }
                load(options.runs().orElse(LOADS), directory, tables, duckDb, local, report);
                new ScanMeasurements(duckDb, local, directory, options, report).run(scale);
            }
            InsertMeasurements.run(Files.createDirectory(directory.resolve("inserts")), scale, report);
        } finally {
            delete(directory);
        }
    }

    /** Leaves the tables of the last round on both sides, and compares their sizes. */
    private static void load(int rounds, Path directory, List<MemoryTable> tables, DuckDb duckDb, LocalTables local,
            BenchReport report) throws SQLException, IOException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> parquet = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            bytes.clear();
            ours.add(loadLocal(tables, local, round > 0, bytes));
            if (round > 0) {
                duckDb.detach();
                Files.delete(directory.resolve("tpch.duckdb"));
            }
            theirs.add(loadDuckDb(tables, duckDb, directory.resolve("tpch.duckdb")));
            parquet.add(writeParquet(tables, duckDb, directory));
            report.progress("loaded in %.0f ms, duckdb %.0f ms, parquet-zstd %.0f ms".formatted(ours.getLast(),
                    theirs.getLast(), parquet.getLast()));
        }
        sizes(directory, tables, duckDb, bytes, report);
        double rows = tables.stream().mapToLong(MemoryTable::rows).sum();
        Measurement load = Measurement.of(NAME, "load", "median", median(ours), "ms");
        report.add(load.against(NATIVE, median(theirs)));
        report.add(load.against(PARQUET, median(parquet)));
        report.add(Measurement.of(NAME, "load", "rows_per_s", rows / median(ours) * 1000, "rows/s"));
    }

    private static double loadLocal(List<MemoryTable> tables, LocalTables local, boolean again, List<Long> bytes)
            throws IOException {
        if (again) {
            tables.forEach(table -> local.drop(table.name()));
        }
        double millis = 0;
        long before = local.bytes();
        for (MemoryTable table : tables) {
            long begin = System.nanoTime();
            local.load(table, table.name().equals("lineitem") ? List.of("l_orderkey") : List.of(), THREADS);
            millis += (System.nanoTime() - begin) / 1e6;
            long after = local.bytes();
            bytes.add(after - before);
            before = after;
        }
        return millis;
    }

    private static double loadDuckDb(List<MemoryTable> tables, DuckDb duckDb, Path file) throws SQLException {
        long begin = System.nanoTime();
        duckDb.attach(file);
        for (MemoryTable table : tables) {
            duckDb.store(table.name());
        }
        duckDb.checkpoint();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double writeParquet(List<MemoryTable> tables, DuckDb duckDb, Path directory) throws SQLException {
        long begin = System.nanoTime();
        for (MemoryTable table : tables) {
            duckDb.writeParquet(table.name(), parquetFile(directory, table.name()));
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    static Path parquetFile(Path directory, String table) {
        return directory.resolve(table + ".parquet");
    }

    private static void sizes(Path directory, List<MemoryTable> tables, DuckDb duckDb, List<Long> bytes,
            BenchReport report) throws IOException, SQLException {
        long parquetBytes = 0;
        for (int i = 0; i < tables.size(); i++) {
            String table = tables.get(i).name();
            long parquet = Files.size(parquetFile(directory, table));
            parquetBytes += parquet;
            Measurement size = size("size_" + table, bytes.get(i));
            report.add(size.against(NATIVE, duckDb.tableBytes(table) / MEGABYTE));
            report.add(size.against(PARQUET, parquet / MEGABYTE));
        }
        Measurement all = size("size_all", bytes.stream().mapToLong(Long::longValue).sum());
        report.add(all.against(NATIVE, Files.size(directory.resolve("tpch.duckdb")) / MEGABYTE));
        report.add(all.against(PARQUET, parquetBytes / MEGABYTE));
    }

    private static Measurement size(String benchmark, long bytes) {
        return Measurement.of(NAME, benchmark, "on_disk", bytes / MEGABYTE, "MB");
    }

    static double median(List<Double> samples) {
        return Samples.of(samples.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
