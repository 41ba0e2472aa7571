package io.blueshift.store.maintenance;

import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.maintenance.Compactor.Outcome;
import io.blueshift.store.maintenance.Compactor.Result;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Compacts one table until there is nothing left to do. Remembers what came out of its last tasks, so that a task whose
 * estimate was wrong (wide rows that do not fit fewer segments, long texts whose ranges only seem to overlap) is not done
 * again and again. Not thread-safe.
 */
public final class TableMaintenance {
    private static final int REMEMBERED_MAX = 64;

    private final LocalTable table;
    private final Compactor compactor;
    private final CompactionPlanner planner;
    private final Deque<Set<UUID>> outputs = new ArrayDeque<>();

    /**
     * What was done.
     *
     * @param version the last that was looked at
     * @param complete whether nothing was left to do in it; else something was in the way
     */
    public record Summary(int tasks, long rowsWritten, long version, boolean complete) {}

    public TableMaintenance(LocalTable table, Compactor compactor, CompactionPlanner planner) {
        this.table = table;
        this.compactor = compactor;
        this.planner = planner;
    }

    public Summary compact(BooleanSupplier stopped) {
        int tasks = 0;
        long rows = 0;
        long version = 0;
        while (!stopped.getAsBoolean() && !table.isChangingRows()) {
            TableVersion base = table.pin();
            version = base.version();
            try {
                Optional<CompactionTask> task = planner.next(base, this::mayChangeSomething);
                if (task.isEmpty()) {
                    return new Summary(tasks, rows, version, true);
                }
                Result result = compactor.run(table, base, task.get(), stopped);
                if (result.outcome() != Outcome.COMMITTED) {
                    return new Summary(tasks, rows, version, false);
                }
                remember(result);
                tasks++;
                rows += task.get().rows();
            } finally {
                table.unpin(base.version());
            }
        }
        return new Summary(tasks, rows, version, false);
    }

    private boolean mayChangeSomething(CompactionTask task) {
        return task.removesRows() || outputs.stream().noneMatch(known -> known.containsAll(task.inputIds()));
    }

    private void remember(Result result) {
        Set<UUID> ids = new HashSet<>();
        result.outputs().stream().map(SegmentEntry::id).forEach(ids::add);
        outputs.add(ids);
        if (outputs.size() > REMEMBERED_MAX) {
            outputs.remove();
        }
    }
}
