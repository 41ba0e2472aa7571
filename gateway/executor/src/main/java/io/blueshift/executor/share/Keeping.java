package io.blueshift.executor.share;

import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.DistinctLimit;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.SingleRow;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.TopN;
import io.blueshift.executor.ir.TopNRanking;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.UniqueId;
import io.blueshift.executor.ir.Unnest;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.ir.Window;

import java.util.function.ToDoubleFunction;

/**
 * Whether keeping a subtree's rows costs less than computing them once more. It does if they are groups, first rows or what
 * a window computed: that took longer than keeping takes. It does not if there is nothing below but scans, filters and
 * projections. Of joins it does if few rows are expected for those that are scanned.
 *
 * @param rows how many are expected of a node, NaN if that is not known
 */
record Keeping(ToDoubleFunction<PlanNode> rows) {
    /** A row that is kept is written and read, with all its columns; one that is scanned may be dropped by one of them. */
    private static final int SCANNED_FOR_ONE_MIN = 4;

    boolean pays(PlanNode node) {
        return hasScan(node) && hasWork(node) && isSmall(node);
    }

    private static boolean hasScan(PlanNode node) {
        return node instanceof Scan || node.inputs().stream().anyMatch(Keeping::hasScan);
    }

    private static boolean hasWork(PlanNode node) {
        return switch (node) {
            case Scan _,Values _,Filter _,Project _,Limit _,Union _,Unnest _,UniqueId _,SingleRow _ ->
                node.inputs().stream().anyMatch(Keeping::hasWork);
            default -> true;
        };
    }

    private boolean isSmall(PlanNode node) {
        return switch (node) {
            case Aggregate _,DistinctLimit _,TopN _,TopNRanking _,Window _,Limit _,SingleRow _,Values _ -> true;
            case Project _,Sort _,Union _ -> node.inputs().stream().allMatch(this::isSmall);
            case Filter filter -> isSmall(filter.input()) || areFew(filter);
            case Join join -> !join.keys().isEmpty() && join.inputs().stream().allMatch(this::isSmall) || areFew(join);
            default -> areFew(node);
        };
    }

    /** What is not known is not less. */
    private boolean areFew(PlanNode node) {
        return rows.applyAsDouble(node) * SCANNED_FOR_ONE_MIN <= scanned(node);
    }

    private double scanned(PlanNode node) {
        return node instanceof Scan
                ? rows.applyAsDouble(node)
                : node.inputs().stream().mapToDouble(this::scanned).sum();
    }
}
