package io.blueshift.executor.unnest;

import io.blueshift.executor.ir.Unnest;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a row of each element of a row's collections, some thousand at a time, also if they are of one row. */
public final class UnnestStep implements Step {
    private static final int BATCH_ROWS = 8 * 1024;

    private final Unnest node;
    private final int[] rows = new int[BATCH_ROWS];
    private final int[] numbers = new int[BATCH_ROWS];
    private Optional<Batch> input = Optional.empty();
    private List<Elements> collections = List.of();
    private int row;
    private int element;

    public UnnestStep(Unnest node) {
        this.node = node;
    }

    @Override
    public void accept(Batch batch) {
        Batch dense = batch.compact();
        input = Optional.of(dense);
        collections = node.collections().stream().map(channel -> Elements.of(dense.vector(channel))).toList();
        row = 0;
        element = 0;
    }

    @Override
    public Optional<Batch> next() {
        if (input.isEmpty()) {
            return Optional.empty();
        }
        int count = fill(input.get().count());
        Optional<Batch> output = count == 0 ? Optional.empty() : Optional.of(output(input.get(), count));
        if (row == input.get().count()) {
            input = Optional.empty();
            collections = List.of();
        }
        return output;
    }

    /** Notes which rows and elements come next, until there are enough. */
    private int fill(int inputRows) {
        int count = 0;
        while (row < inputRows && count < BATCH_ROWS) {
            int length = length(row);
            int some = Math.min(BATCH_ROWS - count, length - element);
            for (int i = 0; i < some; i++) {
                rows[count] = row;
                numbers[count++] = element++;
            }
            if (element == length) {
                row++;
                element = 0;
            }
        }
        return count;
    }

    /** How many rows a row becomes. */
    private int length(int inputRow) {
        int length = 0;
        for (Elements elements : collections) {
            length = Math.max(length, elements.length(inputRow));
        }
        return length == 0 && node.keepsEmpty() ? 1 : length;
    }

    private Batch output(Batch batch, int count) {
        int[] wanted = Arrays.copyOf(rows, count);
        List<Vector> vectors = new ArrayList<>();
        node.replicated().forEach(channel -> vectors.add(repeat(batch.vector(channel), wanted)));
        collections.forEach(elements -> vectors.addAll(elements.of(wanted, numbers, count)));
        if (node.ordinality().isPresent()) {
            vectors.add(ordinality(count));
        }
        return Batch.of(count, vectors);
    }

    /** Of what was not read yet, all is: rows repeat. */
    private static Vector repeat(Vector vector, int[] wanted) {
        if (LongForm.exists(vector.type())) {
            vector.longs();
        } else {
            vector.block();
        }
        return vector.pick(wanted, wanted.length);
    }

    private Vector ordinality(int count) {
        long[] values = new long[count];
        long[] validity = new long[Bitmap.wordsForBits(count)];
        boolean anyNull = false;
        for (int i = 0; i < count; i++) {
            int number = numbers[i];
            int inputRow = rows[i];
            if (collections.stream().anyMatch(elements -> number < elements.length(inputRow))) {
                values[i] = number + 1L;
                Bitmap.set(validity, 0, i);
            } else {
                anyNull = true;
            }
        }
        return Vector.ofLongs(BigintType.BIGINT, count, values, anyNull ? Optional.of(validity) : Optional.empty());
    }
}
