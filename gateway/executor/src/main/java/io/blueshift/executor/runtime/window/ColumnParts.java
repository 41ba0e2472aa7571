package io.blueshift.executor.runtime.window;

import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts columns together from parts, and from single values. */
public final class ColumnParts {
    private ColumnParts() {}

    /** One vector after the other. */
    static Vector join(Type type, List<Vector> parts, int count) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return LongForm.exists(type) ? joinLongs(type, parts, count) : joinBlocks(type, parts, count);
    }

    private static Vector joinLongs(Type type, List<Vector> parts, int count) {
        long[] values = new long[count];
        boolean anyNull = parts.stream().anyMatch(Vector::mayHaveNull);
        long[] validity = new long[anyNull ? Bitmap.wordsForBits(count) : 0];
        int next = 0;
        for (Vector part : parts) {
            System.arraycopy(part.longs(), 0, values, next, part.positions());
            for (int i = 0; anyNull && i < part.positions(); i++) {
                if (!part.isNull(i)) {
                    Bitmap.set(validity, 0, next + i);
                }
            }
            next += part.positions();
        }
        return Vector.ofLongs(type, count, values, anyNull ? Optional.of(validity) : Optional.empty());
    }

    private static Vector joinBlocks(Type type, List<Vector> parts, int count) {
        BlockBuilder builder = type.createBlockBuilder(null, count);
        for (Vector part : parts) {
            Interruption.check();
            if (part.block() instanceof ValueBlock values) {
                builder.appendRange(values, 0, part.positions());
            } else {
                append(builder, part.block());
            }
        }
        return Vector.of(type, builder.build());
    }

    private static void append(BlockBuilder builder, Block block) {
        for (int i = 0; i < block.getPositionCount(); i++) {
            builder.append(block.getUnderlyingValueBlock(), block.getUnderlyingValuePosition(i));
        }
    }

    /** Rows {@code [from, to)} of a dense batch. */
    public static Batch region(Batch batch, int from, int to) {
        return Batch.of(to - from, batch.vectors().stream().map(vector -> region(vector, from, to)).toList());
    }

    /** Rows {@code [from, to)} of a vector. */
    public static Vector region(Vector vector, int from, int to) {
        if (from == 0 && to == vector.positions()) {
            return vector;
        }
        if (!LongForm.exists(vector.type())) {
            return Vector.of(vector.type(), vector.block().getRegion(from, to - from));
        }
        long[] values = Arrays.copyOfRange(vector.longs(), from, to);
        return Vector.ofLongs(vector.type(), to - from, values,
                vector.validity().map(validity -> region(validity, from, to)));
    }

    private static long[] region(long[] validity, int from, int to) {
        long[] words = new long[Bitmap.wordsForBits(to - from)];
        for (int i = from; i < to; i++) {
            if (Bitmap.isSet(validity, 0, i)) {
                Bitmap.set(words, 0, i - from);
            }
        }
        return words;
    }

    /** The values at some positions, in any order; NULL where the position is -1. */
    static Vector pick(Vector values, int[] positions) {
        return LongForm.exists(values.type()) ? pickLongs(values, positions) : pickBlock(values, positions);
    }

    private static Vector pickLongs(Vector values, int[] positions) {
        int count = positions.length;
        long[] from = values.longs();
        long[] picked = new long[count];
        long[] validity = new long[Bitmap.wordsForBits(count)];
        boolean mayHaveNull = values.mayHaveNull();
        boolean anyNull = false;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            if (position < 0 || mayHaveNull && values.isNull(position)) {
                anyNull = true;
            } else {
                picked[i] = from[position];
                Bitmap.set(validity, 0, i);
            }
        }
        return Vector.ofLongs(values.type(), count, picked, anyNull ? Optional.of(validity) : Optional.empty());
    }

    private static Vector pickBlock(Vector values, int[] positions) {
        Block block = values.block();
        ValueBlock dictionary = block.getUnderlyingValueBlock().copyWithAppendedNull();
        int ofNull = dictionary.getPositionCount() - 1;
        int[] ids = new int[positions.length];
        for (int i = 0; i < ids.length; i++) {
            Interruption.check(i);
            ids[i] = positions[i] < 0 ? ofNull : block.getUnderlyingValuePosition(positions[i]);
        }
        return Vector.of(values.type(), DictionaryBlock.create(ids.length, dictionary, ids));
    }
}
