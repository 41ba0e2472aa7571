package io.blueshift.benchmarks;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.blueshift.benchmarks.mixed.MixedEngines;
import io.blueshift.benchmarks.mixed.MixedRounds;
import io.blueshift.benchmarks.mixed.RemoteTables;
import io.blueshift.benchmarks.mixed.StockTrinoFiles;
import io.blueshift.benchmarks.store.DuckDb;
import io.blueshift.benchmarks.store.GeneratedTable;
import io.blueshift.benchmarks.store.TpchPages;
import io.blueshift.benchmarks.tpch.Answer;
import io.blueshift.benchmarks.tpch.DuckDbEngine;
import io.blueshift.benchmarks.tpch.TpchQuery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TPC-H's 22 queries over tables of a PostgreSQL, a MySQL and the local store, beside a stock Trino with its own connectors
 * to the same two servers and lineitem in its memory. Every answer of both is compared with DuckDB's on the same rows.
 */
public final class MixedSuite implements Suite {
    private static final String NAME = "mixed";
    private static final int RUNS = 5;
    private static final String NONE = "none";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "TPC-H's queries over PostgreSQL, MySQL and local tables beside a stock Trino with its connectors";
    }

    @Override
    public void run(BenchOptions options, BenchReport report) throws Exception {
        double scale = options.scale().orElse(1);
        Optional<Path> peer = options.list(BenchOptions.PEERS).contains(NONE)
                ? Optional.empty()
                : Optional.of(StockTrinoFiles.find(
                        Optional.ofNullable(options.special().get(BenchOptions.TRINO_SERVER)).map(Path::of),
                        options.launcher().getParent(), report));
        List<TpchQuery> queries = TpchQuery.named(scale, options.list(BenchOptions.QUERIES));
        Path directory = Files.createTempDirectory("blueshift-bench-");
        try (RemoteTables remote = RemoteTables.load(scale, report)) {
            Map<String, Answer> answers = answers(scale, queries, directory, report);
            try (MixedEngines engines = MixedEngines.start(remote, scale, directory, peer, report)) {
                List<TpchQuery> placed = queries.stream().map(RemoteTables::placed).toList();
                new MixedRounds(NAME, placed, answers, engines.ours(), engines.peer())
                        .run(options.runs().orElse(RUNS), report);
            }
        } finally {
            MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static Map<String, Answer> answers(double scale, List<TpchQuery> queries, Path directory,
            BenchReport report) throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        try (DuckDb duckDb = new DuckDb(threads)) {
            duckDb.attach(directory.resolve("tpch.duckdb"));
            for (GeneratedTable table : TpchPages.tables(scale, threads)) {
                report.progress("loading %s at scale %s into DuckDB, for the answers".formatted(table.name(), scale));
                duckDb.store(table);
            }
            duckDb.execute("USE disk");
            DuckDbEngine engine = new DuckDbEngine(duckDb);
            Map<String, Answer> answers = new HashMap<>();
            for (TpchQuery query : queries) {
                answers.put(query.name(), engine.run(query).answer());
            }
            return answers;
        }
    }
}
