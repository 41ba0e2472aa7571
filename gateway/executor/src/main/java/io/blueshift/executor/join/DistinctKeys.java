package io.blueshift.executor.join;

import io.blueshift.executor.runtime.aggregate.GroupTable;
import io.blueshift.executor.runtime.aggregate.GroupTables;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.List;

/** Leaves out rows of a set whose key it has already. For one thread. */
final class DistinctKeys {
    private final List<Integer> channels;
    private final GroupTable seen;

    DistinctKeys(BuildShape shape) {
        this.channels = shape.keyChannels();
        this.seen = GroupTables.create(channels.stream().map(shape.types()::get).toList());
    }

    Batch keepNew(Batch batch) {
        int[] groups = new int[batch.count()];
        int next = seen.groups();
        seen.assign(channels.stream().map(batch::vector).toArray(Vector[]::new), batch.rows(), batch.count(), groups);
        int[] rows = batch.rows();
        int[] kept = new int[batch.count()];
        int count = 0;
        for (int i = 0; i < batch.count(); i++) {
            if (groups[i] == next) {
                kept[count++] = rows[i];
                next++;
            }
        }
        return batch.select(kept, count);
    }

    long retainedBytes() {
        return seen.retainedBytes();
    }
}
