package io.blueshift.executor.spill;

import io.blueshift.executor.vector.Batch;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Distributes rows over partitions in one file. Every partition has a chunk that is filled in memory and written when it is
 * large enough. Safe for all threads until {@link #finish}.
 */
public final class PartitionWriter {
    private static final int ROWS_MAX = 1 << 13;
    private static final int FIRST_ROWS = 16;

    private final List<Type> types;
    private final Partition[] partitions;
    private final int chunkBytes;
    private final SpillFile file;
    private final AtomicLong openBytes = new AtomicLong();
    private List<SpilledRows> finished;

    /** @param types of the columns of the rows that will come */
    public PartitionWriter(Spilling spilling, List<Type> types, int count) {
        this.types = List.copyOf(types);
        this.chunkBytes = spilling.chunkBytes();
        this.file = spilling.newFile();
        this.partitions = new Partition[count];
        Arrays.setAll(partitions, _ -> new Partition(new SpilledRows(file, types)));
    }

    /** Adds the wanted rows of a batch; {@code numbers[row]} is the partition of a row. */
    public void add(Batch batch, int[] numbers) {
        Block[] columns = new Block[types.size()];
        for (int channel = 0; channel < columns.length; channel++) {
            columns[channel] = batch.vector(channel).block();
        }
        int[] starts = new int[partitions.length + 1];
        int[] rows = batch.rows();
        for (int i = 0; i < batch.count(); i++) {
            starts[numbers[rows[i]] + 1]++;
        }
        for (int p = 0; p < partitions.length; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        int[] ordered = new int[batch.count()];
        for (int i = 0; i < batch.count(); i++) {
            ordered[next[numbers[rows[i]]]++] = rows[i];
        }
        for (int p = 0; p < partitions.length; p++) {
            if (starts[p] < starts[p + 1]) {
                partitions[p].add(columns, ordered, starts[p], starts[p + 1] - starts[p]);
            }
        }
    }

    /** The rows of all partitions. Nothing may be added any more. Later calls give the same. */
    public synchronized List<SpilledRows> finish() {
        if (finished == null) {
            finished = new ArrayList<>(partitions.length);
            for (Partition partition : partitions) {
                partition.flush();
                finished.add(partition.written);
            }
        }
        return finished;
    }

    /** Gives the room on disk back. */
    public void delete() {
        file.close();
    }

    /** Bytes on disk. */
    public long writtenBytes() {
        return file.length();
    }

    /** Bytes of memory that the open chunks take. */
    public long retainedBytes() {
        return openBytes.get();
    }

    private final class Partition {
        private final SpilledRows written;
        private final ReentrantLock lock = new ReentrantLock();
        private BlockBuilder[] open;
        private int rows;
        private long bytes;

        private Partition(SpilledRows written) {
            this.written = written;
        }

        private void add(Block[] columns, int[] positions, int offset, int count) {
            lock.lock();
            try {
                int done = 0;
                while (done < count) {
                    int part = Math.min(count - done, ROWS_MAX - rows);
                    append(columns, positions, offset + done, part);
                    done += part;
                    if (rows == ROWS_MAX || sizeInBytes() >= chunkBytes) {
                        flush();
                    }
                }
                account();
            } finally {
                lock.unlock();
            }
        }

        private void append(Block[] columns, int[] positions, int offset, int count) {
            if (open == null) {
                open = types.stream().map(type -> type.createBlockBuilder(null, FIRST_ROWS))
                        .toArray(BlockBuilder[]::new);
            }
            for (int c = 0; c < columns.length; c++) {
                append(open[c], columns[c], positions, offset, count);
            }
            rows += count;
        }

        private static void append(BlockBuilder target, Block block, int[] positions, int offset, int count) {
            switch (block) {
                case ValueBlock values -> target.appendPositions(values, positions, offset, count);
                case RunLengthEncodedBlock run -> target.appendRepeated(run.getValue(), 0, count);
                case DictionaryBlock coded -> {
                    int[] entries = new int[count];
                    for (int i = 0; i < count; i++) {
                        entries[i] = coded.getId(positions[offset + i]);
                    }
                    target.appendPositions(coded.getDictionary(), entries, 0, count);
                }
            }
        }

        private long sizeInBytes() {
            long size = 0;
            for (BlockBuilder column : open) {
                size += column.getSizeInBytes();
            }
            return size;
        }

        private void account() {
            long now = 0;
            if (open != null) {
                for (BlockBuilder column : open) {
                    now += column.getRetainedSizeInBytes();
                }
            }
            openBytes.addAndGet(now - bytes);
            bytes = now;
        }

        private void flush() {
            if (rows > 0) {
                written.add(Arrays.stream(open).map(BlockBuilder::build).toArray(Block[]::new), rows);
            }
            open = null;
            rows = 0;
            account();
        }
    }
}
