package io.blueshift.server.planning.compiled;

import com.google.common.collect.MapMaker;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.report.ReportText;
import io.blueshift.executor.report.RunReport;
import io.blueshift.executor.run.PlanRun;
import io.blueshift.server.planning.scan.ScanCounter;
import io.blueshift.server.planning.scan.TrinoScanTarget;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.statistics.TableStatistics;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;
import static java.util.Objects.requireNonNull;

/**
 * A plan of the executor within one planned query, and its executions. It lives as long as Trino holds the query's plan:
 * the index by id does not keep it. Safe for all threads.
 */
public final class CompiledPlan {
    private static final ConcurrentMap<String, CompiledPlan> PLANS = new MapMaker().weakValues().makeMap();

    private final String id;
    private final PlanNode root;
    private final List<TrinoScanTarget> sources;
    // By identity: equal scans are counted apart
    private final Map<TrinoScanTarget, ScanCounter> counters = new IdentityHashMap<>();
    private final ConcurrentMap<String, Execution> executions = new ConcurrentHashMap<>();

    private final ConnectorSession session;
    private final TableStatistics statistics;
    private volatile Optional<RunReport> run = Optional.empty();

    private CompiledPlan(String id, PlanNode root, List<TrinoScanTarget> sources, ConnectorSession session,
            TableStatistics statistics) {
        this.statistics = requireNonNull(statistics, "statistics is null");
        this.id = requireNonNull(id, "id is null");
        this.root = requireNonNull(root, "root is null");
        this.session = requireNonNull(session, "session is null");
        this.sources = List.copyOf(sources);
        this.sources.forEach(source -> counters.put(source, new ScanCounter()));
    }

    /**
     * Makes the plan known under a new id.
     *
     * @param statistics of its rows, if the plan will be shown
     */
    public static CompiledPlan register(PlanNode root, List<TrinoScanTarget> sources, ConnectorSession session,
            TableStatistics statistics) {
        CompiledPlan plan = new CompiledPlan(UUID.randomUUID().toString(), root, sources, session, statistics);
        PLANS.put(plan.id, plan);
        return plan;
    }

    static CompiledPlan withId(String id) {
        CompiledPlan plan = PLANS.get(id);
        if (plan == null) {
            throw new TrinoException(GENERIC_INTERNAL_ERROR, "The executor's plan " + id
                    + " is not known in this process: its query is over, or was planned by another node");
        }
        return plan;
    }

    /** Tells this plan from all others of the process. */
    public String id() {
        return id;
    }

    PlanNode root() {
        return root;
    }

    List<Column> columns() {
        return root.columns();
    }

    List<TrinoScanTarget> sources() {
        return sources;
    }

    TableStatistics statistics() {
        return statistics;
    }

    /** Counts what a source of this plan delivers. */
    ScanCounter counter(TrinoScanTarget source) {
        return counters.get(source);
    }

    /** The state that the threads of one execution share. */
    Execution execution(String executionId, Supplier<Execution> factory) {
        return executions.computeIfAbsent(executionId, _ -> factory.get());
    }

    /** The plan is run; what is counted of that will be shown. */
    void runs(RunReport report) {
        run = Optional.of(report);
    }

    /** The plan's pipelines; once it has run, as in EXPLAIN ANALYZE, with what was counted. */
    @Override
    public String toString() {
        return run.map(ReportText::analyzed).orElseGet(() -> ReportText.plan(PlanRun.describe(root, session)));
    }
}
