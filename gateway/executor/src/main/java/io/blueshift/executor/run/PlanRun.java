package io.blueshift.executor.run;

import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.scan.ScanProvider;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * One execution of one plan. Every thread that takes part opens a page source of its own; together they deliver the
 * plan's rows, each once, in no particular order. Safe for all threads.
 */
public final class PlanRun {
    private final PlanNode root;
    private final ConnectorSession session;
    private final RunOptions options;
    private final ScanProvider scans;
    private final Map<Limit, LimitCount> limits = new IdentityHashMap<>();

    public PlanRun(PlanNode root, ConnectorSession session, RunOptions options, ScanProvider scans) {
        this.root = requireNonNull(root, "root is null");
        this.session = requireNonNull(session, "session is null");
        this.options = requireNonNull(options, "options is null");
        this.scans = requireNonNull(scans, "scans is null");
    }

    /** A page source for the calling thread. Errors of sources and of expressions come out of its pages as they are. */
    public ConnectorPageSource open() {
        Deque<PlanNode> nodes = new ArrayDeque<>();
        PlanNode node = root;
        while (!node.inputs().isEmpty()) {
            nodes.push(node);
            node = node.inputs().getFirst();
        }
        List<Step> steps = new ArrayList<>(nodes.size());
        nodes.forEach(above -> steps.add(step(above)));
        return new PipelinePageSource(scans.open((Scan) node), steps, options.batchRows());
    }

    private Step step(PlanNode node) {
        return switch (node) {
            case Filter filter -> new FilterStep(filter, session);
            case Project project -> new ProjectStep(project, session);
            case Limit limit -> new LimitStep(count(limit));
            case Scan scan -> throw new IllegalArgumentException("A scan has no input: " + scan);
        };
    }

    private synchronized LimitCount count(Limit limit) {
        return limits.computeIfAbsent(limit, key -> new LimitCount(key.rows()));
    }
}
