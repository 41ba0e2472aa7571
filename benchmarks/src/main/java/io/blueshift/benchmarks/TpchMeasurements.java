package io.blueshift.benchmarks;

import io.blueshift.benchmarks.tpch.Answer;
import io.blueshift.benchmarks.tpch.Engine;
import io.blueshift.benchmarks.tpch.QueryFigures;
import io.blueshift.benchmarks.tpch.Run;
import io.blueshift.benchmarks.tpch.TpchQuery;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The part of the suite {@code tpch} that runs the queries. A round runs every query once on every engine, one engine
 * after the other, so that a disturbance of the machine meets all of them; Trino's operators take part in few rounds.
 */
final class TpchMeasurements {
    /** So that the tenth run, which is compared with the first, is warm as well. */
    private static final int WARM_UP = 10;
    private static final int TIMED = 9;
    private static final int TIMED_TRINO = 2;
    private static final int TENTH = 10;

    private final List<TpchQuery> queries;
    private final List<Engine> engines;
    private final BenchReport report;
    private final int warmUp;
    private final int timed;
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, Map<String, QueryFigures>> figures = new LinkedHashMap<>();

    /** @param engines ours, DuckDB, and others where wanted */
    TpchMeasurements(List<TpchQuery> queries, List<Engine> engines, BenchOptions options, BenchReport report) {
        this.queries = queries;
        this.engines = engines;
        this.report = report;
        this.timed = options.runs().orElse(TIMED);
        this.warmUp = options.runs().isPresent() ? Math.min(WARM_UP, options.runs().getAsInt()) : WARM_UP;
        engines.forEach(engine -> {
            Map<String, QueryFigures> ofEngine = new HashMap<>();
            queries.forEach(query -> ofEngine.put(query.name(), new QueryFigures()));
            figures.put(engine.name(), ofEngine);
        });
    }

    void run() throws Exception {
        for (TpchQuery query : queries) {
            answers.put(query.name(), engines.get(1).run(query).answer());
        }
        for (int round = 0; round < warmUp + timed; round++) {
            boolean warming = round < warmUp;
            report.progress("round %d of %d%s".formatted(round + 1, warmUp + timed, warming ? ", warm-up" : ""));
            for (TpchQuery query : queries) {
                for (Engine engine : engines) {
                    if (takesPart(engine, round)) {
                        measure(engine, query, warming);
                    }
                }
            }
        }
        queries.forEach(this::report);
        geomeans();
    }

    /** Trino's operators need one round to warm up, being warm from the queries of other sessions for the most part. */
    private boolean takesPart(Engine engine, int round) {
        return !engine.name().equals(TpchSuite.TRINO) || round >= warmUp - 1 && round < warmUp + TIMED_TRINO;
    }

    private void measure(Engine engine, TpchQuery query, boolean warming) throws Exception {
        figures.get(engine.name()).get(query.name()).add(engine.checked(query, answers.get(query.name())), warming);
    }

    private void report(TpchQuery query) {
        QueryFigures ours = ours().get(query.name());
        compare(query.name(), "warm_median", Run::executionMillis);
        compare(query.name(), "end_to_end", Run::wholeMillis);
        add(query.name(), "planning", ours.median(Run::planningMillis));
        report.add(Measurement.of(TpchSuite.NAME, query.name(), "first_run", ours.run(1, Run::executionMillis), "ms")
                .against("tenth_run", ours.run(TENTH, Run::executionMillis)));
    }

    private void compare(String query, String metric, ToDoubleFunction<Run> figure) {
        Measurement time = Measurement.of(TpchSuite.NAME, query, metric, ours().get(query).median(figure), "ms");
        peers().forEach((peer, figures) -> report.add(time.against(peer, figures.get(query).median(figure))));
    }

    private void geomeans() {
        compareGeomeans("warm_median", Run::executionMillis);
        compareGeomeans("end_to_end", Run::wholeMillis);
        add("geomean", "planning", geomean(ours(), Run::planningMillis));
        double first = geomean(
                ours().values().stream().mapToDouble(runs -> runs.run(1, Run::executionMillis)).toArray());
        double tenth = geomean(
                ours().values().stream().mapToDouble(runs -> runs.run(TENTH, Run::executionMillis)).toArray());
        report.add(Measurement.of(TpchSuite.NAME, "geomean", "first_run", first, "ms").against("tenth_run", tenth));
    }

    private void compareGeomeans(String metric, ToDoubleFunction<Run> figure) {
        Measurement time = Measurement.of(TpchSuite.NAME, "geomean", metric, geomean(ours(), figure), "ms");
        peers().forEach((peer, figures) -> report.add(time.against(peer, geomean(figures, figure))));
    }

    private void add(String query, String metric, double millis) {
        report.add(Measurement.of(TpchSuite.NAME, query, metric, millis, "ms"));
    }

    private Map<String, QueryFigures> ours() {
        return figures.get(engines.getFirst().name());
    }

    private Map<String, Map<String, QueryFigures>> peers() {
        Map<String, Map<String, QueryFigures>> peers = new LinkedHashMap<>(figures);
        peers.remove(engines.getFirst().name());
        return peers;
    }

    private static double geomean(Map<String, QueryFigures> figures, ToDoubleFunction<Run> figure) {
        return geomean(figures.values().stream().mapToDouble(runs -> runs.median(figure)).toArray());
    }

    private static double geomean(double[] values) {
        return Samples.of(values).geomean();
    }
}
