package io.blueshift.executor.aggregate;

import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.spill.SpillTask;
import io.blueshift.executor.spill.SpillTasks;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The groups of one partition: those that were there when the aggregation began to spill, and the rows that came
 * afterwards. It is an aggregation of its own, which may be too large again. For one thread.
 */
final class GroupPartition implements SpillTask {
    private final SpillingAggregate whole;
    private final SpilledRows.Reader rows;
    private final int level;
    private final SpillTasks tasks;
    private final int batchRows;
    private Optional<Groups> groups;
    private SpillingAggregate part;
    private Sink.Collector collector;
    private Optional<Source.Reader> results = Optional.empty();
    private boolean finished;

    /** @param level how often the rows have been divided */
    GroupPartition(SpillingAggregate whole, Optional<Groups> groups, SpilledRows rows, int level, SpillTasks tasks,
            int batchRows) {
        this.whole = requireNonNull(whole, "whole is null");
        this.groups = groups;
        this.rows = rows.reader();
        this.level = level;
        this.tasks = tasks;
        this.batchRows = batchRows;
    }

    @Override
    public Optional<Batch> next() {
        if (part == null) {
            begin();
        }
        if (results.isPresent()) {
            Optional<Batch> batch = results.get().next();
            finished = results.get().isFinished();
            return batch;
        }
        Optional<Batch> chunk = rows.next();
        if (chunk.isPresent()) {
            collector.accept(whole.columns().widen(chunk.get()));
        } else {
            complete();
        }
        return Optional.empty();
    }

    private void begin() {
        part = new SpillingAggregate(whole.plan(), whole.spilling(), level);
        groups.ifPresent(whole::given);
        groups.ifPresent(frozen -> part.inMemory().handOver(frozen, false));
        groups = Optional.empty();
        collector = part.open();
    }

    private void complete() {
        collector.finish();
        int merges = part.mergeTasks();
        for (int task = 0; task < merges; task++) {
            part.merge(task);
        }
        part.complete();
        if (part.isSpilled()) {
            part.tasks(tasks, batchRows).forEach(tasks::add);
            finished = true;
        } else {
            results = Optional.of(part.groups(batchRows).open());
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public long retainedBytes() {
        if (part != null) {
            return part.heldBytes();
        }
        // Of the first division, the sink tells
        return level == 1 ? 0 : groups.map(Groups::retainedBytes).orElse(0L);
    }

    @Override
    public void close() {
        // What was divided is held by its parts, until they have taken it
        if (part != null && !part.isSpilled()) {
            part.release();
        }
    }
}
