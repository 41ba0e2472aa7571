package io.blueshift.store.maintenance;

import io.blueshift.store.write.RowSorter;
import io.blueshift.store.write.TableWriter;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Merges sorted runs into one, a page of each in memory. Used once. */
final class RunMerger {
    private final PageBuilder builder;
    private final RowSorter order;
    private final int[] keyChannels;
    private final TableWriter target;

    RunMerger(List<Type> types, RowSorter order, int[] keyChannels, TableWriter target) {
        this.builder = new PageBuilder(types);
        this.order = order;
        this.keyChannels = keyChannels.clone();
        this.target = target;
    }

    private int compare(Page left, int leftPosition, Page right, int rightPosition) {
        return order.compare(left, leftPosition, right, rightPosition, keyChannels);
    }

    /** Writes all rows, unless told to stop meanwhile; says whether it did. */
    boolean merge(List<RunCursor> runs, BooleanSupplier stopped) throws IOException {
        PriorityQueue<RunCursor> heads = new PriorityQueue<>(
                (left, right) -> compare(left.page(), left.position(), right.page(), right.position()));
        for (RunCursor run : runs) {
            if (run.nextPage()) {
                heads.add(run);
            }
        }
        while (!heads.isEmpty()) {
            RunCursor first = heads.remove();
            int end = endOfLeading(first, heads);
            append(first.page(), first.position(), end - first.position());
            first.moveTo(end);
            if (first.isAtPageEnd()) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                if (!first.nextPage()) {
                    continue;
                }
            }
            heads.add(first);
        }
        flush();
        return true;
    }

    /** Where the rows end that come before those of all others. */
    private int endOfLeading(RunCursor first, PriorityQueue<RunCursor> others) {
        int end = first.position() + 1;
        int positions = first.page().getPositionCount();
        if (others.isEmpty()) {
            return positions;
        }
        RunCursor second = others.peek();
        while (end < positions && compare(first.page(), end, second.page(), second.position()) <= 0) {
            end++;
        }
        return end;
    }

    private void append(Page page, int position, int count) throws IOException {
        for (int channel = 0; channel < page.getChannelCount(); channel++) {
            builder.getBlockBuilder(channel).appendBlockRange(page.getBlock(channel), position, count);
        }
        builder.declarePositions(count);
        if (builder.isFull()) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (!builder.isEmpty()) {
            target.append(builder.build());
            builder.reset();
        }
    }
}
