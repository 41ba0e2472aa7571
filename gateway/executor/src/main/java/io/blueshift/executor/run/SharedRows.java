package io.blueshift.executor.run;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.Shared;
import io.blueshift.executor.ir.Sort;
import io.blueshift.executor.ir.TopN;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.runtime.sort.RowChunks;
import io.blueshift.executor.sort.OnceSource;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.PartitionWriter;
import io.blueshift.executor.spill.SpilledRows;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Rows that are computed once and read several times: in memory, and on disk those that come when that is too little. What
 * is kept is let go with the last reading. Safe for all threads.
 */
final class SharedRows implements Sink {
    private final List<Type> types;
    private final boolean ordered;
    private final Spilling spilling;
    private final MemoryBudget.Share share;
    private final RowChunks rows;
    private volatile PartitionWriter writer;
    private int readings;

    SharedRows(Shared node, Spilling spilling) {
        this.types = node.columns().stream().map(Column::type).toList();
        this.ordered = isOrdered(node.input());
        this.spilling = requireNonNull(spilling, "spilling is null");
        this.share = spilling.budget().share();
        this.rows = new RowChunks(types);
    }

    static Chain plan(Shared node, PipelineBuilder builder) {
        SharedRows rows = builder.rows(node);
        return Chain.of(rows.reading()).afterwards(rows::release);
    }

    private static boolean isOrdered(PlanNode node) {
        return switch (node) {
            case Sort _,TopN _ -> true;
            case Project project -> isOrdered(project.input());
            case Filter filter -> isOrdered(filter.input());
            case Limit limit -> isOrdered(limit.input());
            default -> false;
        };
    }

    /** All rows, once more; to be followed by a {@link #release}. For those who put pipelines together. */
    private Source reading() {
        readings++;
        Reading reading = new Reading();
        return ordered ? new OnceSource(reading::open) : reading;
    }

    private synchronized void release() {
        readings--;
        if (readings == 0) {
            rows.clear();
            if (writer != null) {
                writer.delete();
            }
            share.set(0);
        }
    }

    private synchronized void spill() {
        if (writer == null) {
            writer = new PartitionWriter(spilling, types, 1);
        }
    }

    @Override
    public Collector open() {
        return new Collecting();
    }

    private final class Collecting implements Collector {
        private final RowChunks own = new RowChunks(types);

        @Override
        public void accept(Batch input) {
            if (writer != null) {
                Batch dense = input.withoutGaps();
                writer.add(dense, new int[dense.positions()]);
                return;
            }
            long before = own.retainedBytes();
            own.add(input);
            share.add(own.retainedBytes() - before);
            if (share.isTooMuch()) {
                spill();
            }
        }

        @Override
        public void finish() {
            synchronized (SharedRows.this) {
                rows.addAll(own);
            }
            own.clear();
        }

        @Override
        public long retainedBytes() {
            return own.retainedBytes();
        }
    }

    @Override
    public void complete() {
        if (writer != null) {
            writer.finish();
        }
        share.set(retainedBytes());
    }

    @Override
    public synchronized long retainedBytes() {
        return rows.retainedBytes() + (writer == null ? 0 : writer.retainedBytes());
    }

    @Override
    public synchronized Map<String, Long> counts() {
        return writer == null
                ? Map.of("rows", rows.rows())
                : Map.of("rows", rows.rows(), "spilled rows", spilled().rows(), "spilled bytes", writer.writtenBytes());
    }

    private SpilledRows spilled() {
        return writer.finish().getFirst();
    }

    /** One way through the rows. Each batch has vectors of its own: what one reader derives from them is not the next one's. */
    private final class Reading implements Source {
        private int next;
        private Optional<SpilledRows.Reader> onDisk = Optional.empty();

        @Override
        public boolean isEmpty() {
            return rows.rows() == 0 && writer == null;
        }

        private synchronized Optional<Batch> take() {
            if (next < rows.chunks().size()) {
                Batch chunk = rows.chunks().get(next++);
                return Optional.of(chunk.with(chunk.vectors().stream()
                        .map(vector -> Vector.of(vector.type(), vector.block())).toList()));
            }
            if (writer == null) {
                return Optional.empty();
            }
            if (onDisk.isEmpty()) {
                onDisk = Optional.of(spilled().reader());
            }
            return onDisk.get().next();
        }

        @Override
        public Reader open() {
            return new Reader() {
                private boolean finished;

                @Override
                public Optional<Batch> next() {
                    Optional<Batch> batch = take();
                    finished = batch.isEmpty();
                    return batch;
                }

                @Override
                public boolean isFinished() {
                    return finished;
                }
            };
        }
    }
}
