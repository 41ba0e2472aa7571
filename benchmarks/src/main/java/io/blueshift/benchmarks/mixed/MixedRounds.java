package io.blueshift.benchmarks.mixed;

import io.blueshift.benchmarks.BenchReport;
import io.blueshift.benchmarks.Measurement;
import io.blueshift.benchmarks.Samples;
import io.blueshift.benchmarks.tpch.Answer;
import io.blueshift.benchmarks.tpch.Engine;
import io.blueshift.benchmarks.tpch.QueryFigures;
import io.blueshift.benchmarks.tpch.Run;
import io.blueshift.benchmarks.tpch.TpchQuery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A round runs every query once on every engine, one engine after the other, so that a disturbance of the machine meets
 * all of them. Every answer is compared with the one that is known to be right.
 */
public final class MixedRounds {
    private static final int WARM_UP_MAX = 3;
    private static final double TIMES_FASTER = 5;
    private static final String GEOMEAN = "geomean";

    private final String suite;
    private final List<TpchQuery> queries;
    private final Map<String, Answer> answers;
    private final Engine ours;
    private final Optional<? extends Engine> peer;
    private final Map<Engine, Map<String, QueryFigures>> figures = new HashMap<>();

    /** @param answers by the names of the queries */
    public MixedRounds(String suite, List<TpchQuery> queries, Map<String, Answer> answers, Engine ours,
            Optional<? extends Engine> peer) {
        this.suite = suite;
        this.queries = queries;
        this.answers = answers;
        this.ours = ours;
        this.peer = peer;
    }

    /**
     * Measures and reports.
     *
     * @param runs rounds that count; up to three before them do not
     */
    public void run(int runs, BenchReport report) throws Exception {
        int warmUp = Math.min(WARM_UP_MAX, runs);
        for (int round = 0; round < warmUp + runs; round++) {
            boolean warming = round < warmUp;
            report.progress("round %d of %d%s".formatted(round + 1, warmUp + runs, warming ? ", warm-up" : ""));
            for (TpchQuery query : queries) {
                measure(ours, query, warming);
                if (peer.isPresent()) {
                    measure(peer.get(), query, warming);
                }
            }
        }
        for (TpchQuery query : queries) {
            report.add(compared(query.name(), engine -> figures(engine, query).median(Run::wholeMillis)));
            report.add(Measurement.of(suite, query.name(), "planning",
                    figures(ours, query).median(Run::planningMillis), "ms"));
        }
        Measurement all = compared(GEOMEAN, engine -> geomean(engine, Run::wholeMillis));
        report.add(all.peer().map(other -> all.withTarget(other.value() / TIMES_FASTER)).orElse(all));
        report.add(Measurement.of(suite, GEOMEAN, "planning", geomean(ours, Run::planningMillis), "ms"));
    }

    private void measure(Engine engine, TpchQuery query, boolean warming) throws Exception {
        figures(engine, query).add(engine.checked(query, answers.get(query.name())), warming);
    }

    private QueryFigures figures(Engine engine, TpchQuery query) {
        return figures.computeIfAbsent(engine, _ -> new HashMap<>()).computeIfAbsent(query.name(),
                _ -> new QueryFigures());
    }

    private Measurement compared(String name, ToDoubleFunction<Engine> millis) {
        Measurement own = Measurement.of(suite, name, "end_to_end", millis.applyAsDouble(ours), "ms");
        return peer.map(other -> own.against(other.name(), millis.applyAsDouble(other))).orElse(own);
    }

    private double geomean(Engine engine, ToDoubleFunction<Run> figure) {
        return Samples.of(queries.stream().mapToDouble(query -> figures(engine, query).median(figure)).toArray())
                .geomean();
    }
}
