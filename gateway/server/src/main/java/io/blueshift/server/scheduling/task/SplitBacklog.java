package io.blueshift.server.scheduling.task;

import com.google.common.collect.Multimap;
import io.trino.execution.PartitionedSplitsInfo;
import io.trino.execution.ScheduledSplit;
import io.trino.execution.SplitAssignment;
import io.trino.metadata.Split;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.plan.PlanNodeId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

/**
 * Splits that the scheduler gave to a task and the task has not taken yet. Splits of the tables that the task scans
 * (<em>partitioned</em> splits) are counted and weighed; those that name tasks to read from are not. Safe for all threads.
 */
final class SplitBacklog {
    private final PlanFragment fragment;
    private final Map<PlanNodeId, Set<ScheduledSplit>> waiting = new LinkedHashMap<>();
    private final Set<PlanNodeId> complete = new HashSet<>();
    private final Set<PlanNodeId> completeUntold = new HashSet<>();
    private long nextSequenceId;
    private int partitionedCount;
    private long partitionedWeight;

    SplitBacklog(PlanFragment fragment) {
        this.fragment = requireNonNull(fragment, "fragment is null");
    }

    synchronized void add(Multimap<PlanNodeId, Split> splits) {
        splits.forEach((source, split) -> {
            checkState(!complete.contains(source), "noMoreSplits has already been set for %s", source);
            waiting.computeIfAbsent(source, _ -> new LinkedHashSet<>())
                    .add(new ScheduledSplit(nextSequenceId++, source, split));
            if (fragment.isPartitionedSources(source)) {
                partitionedCount++;
                partitionedWeight += split.getSplitWeight().getRawValue();
            }
        });
    }

    /** Whether that is news. */
    synchronized boolean complete(PlanNodeId source) {
        return complete.add(source) && completeUntold.add(source);
    }

    /** Everything that the task has not been told yet. It counts as waiting until {@link #taken}. */
    synchronized List<SplitAssignment> take() {
        Set<PlanNodeId> sources = new LinkedHashSet<>(waiting.keySet());
        sources.addAll(completeUntold);
        List<SplitAssignment> assignments = new ArrayList<>();
        for (PlanNodeId source : sources) {
            Set<ScheduledSplit> splits = waiting.getOrDefault(source, Set.of());
            assignments.add(new SplitAssignment(source, splits, complete.contains(source)));
        }
        waiting.clear();
        completeUntold.clear();
        return assignments;
    }

    /** The task has these. */
    synchronized void taken(List<SplitAssignment> assignments) {
        for (SplitAssignment assignment : assignments) {
            if (fragment.isPartitionedSources(assignment.getPlanNodeId())) {
                partitionedCount -= assignment.getSplits().size();
                partitionedWeight -= assignment.getSplits().stream()
                        .mapToLong(split -> split.split().getSplitWeight().getRawValue()).sum();
            }
        }
    }

    /** Forgets all splits: the task takes no more. */
    synchronized void clear() {
        waiting.clear();
        partitionedCount = 0;
        partitionedWeight = 0;
    }

    /** The partitioned splits that wait. */
    synchronized PartitionedSplitsInfo partitioned() {
        return PartitionedSplitsInfo.forSplitCountAndWeightSum(partitionedCount, partitionedWeight);
    }
}
