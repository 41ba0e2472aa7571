package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.Slice;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.Arrays;

/** One value per group, NULL until one is set, and if NULL is set. For one thread at a time. */
sealed interface KeptValues {
    /** Whether values of a type can be kept. */
    static boolean exist(Type type) {
        return LongForm.exists(type) || type instanceof VarcharType || type instanceof VarbinaryType;
    }

    static KeptValues of(Type type) {
        return LongForm.exists(type) ? new Longs(type) : new Texts(type);
    }

    void grow(int groups);

    /** Takes the value of a row. */
    void set(int group, Vector values, int row);

    /** Takes the value of a group of others of the same type. */
    void copy(int group, KeptValues others, int otherGroup);

    Vector result(int from, int to);

    long retainedBytes();

    /** Values that are longs. */
    final class Longs implements KeptValues {
        private final Type type;
        private long[] longs = {};
        private boolean[] some = {};

        private Longs(Type type) {
            this.type = type;
        }

        @Override
        public void grow(int groups) {
            longs = Arrays.copyOf(longs, groups);
            some = Arrays.copyOf(some, groups);
        }

        @Override
        public void set(int group, Vector values, int row) {
            longs[group] = values.longs()[row];
            some[group] = !values.isNull(row);
        }

        @Override
        public void copy(int group, KeptValues others, int otherGroup) {
            longs[group] = ((Longs) others).longs[otherGroup];
            some[group] = ((Longs) others).some[otherGroup];
        }

        @Override
        public Vector result(int from, int to) {
            return Vector.ofLongs(type, to - from, Arrays.copyOfRange(longs, from, to),
                    OneArgument.validity(some, from, to));
        }

        @Override
        public long retainedBytes() {
            return 9L * longs.length;
        }
    }

    /** Values that are bytes. */
    final class Texts implements KeptValues {
        private final Type type;
        private Slice[] texts = {};
        private long textBytes;

        private Texts(Type type) {
            this.type = type;
        }

        @Override
        public void grow(int groups) {
            texts = Arrays.copyOf(texts, groups);
        }

        @Override
        public void set(int group, Vector values, int row) {
            Block block = values.block();
            int position = block.getUnderlyingValuePosition(row);
            VariableWidthBlock bytes = (VariableWidthBlock) block.getUnderlyingValueBlock();
            // A copy: the block is much larger
            replace(group, bytes.isNull(position) ? null : bytes.getSlice(position).copy());
        }

        @Override
        public void copy(int group, KeptValues others, int otherGroup) {
            replace(group, ((Texts) others).texts[otherGroup]);
        }

        private void replace(int group, Slice text) {
            textBytes += bytes(text) - bytes(texts[group]);
            texts[group] = text;
        }

        private static long bytes(Slice text) {
            return text == null ? 0 : text.getRetainedSize();
        }

        @Override
        public Vector result(int from, int to) {
            BlockBuilder builder = type.createBlockBuilder(null, to - from);
            for (int i = from; i < to; i++) {
                if (texts[i] == null) {
                    builder.appendNull();
                } else {
                    type.writeSlice(builder, texts[i]);
                }
            }
            return Vector.of(type, builder.build());
        }

        @Override
        public long retainedBytes() {
            return 4L * texts.length + textBytes;
        }
    }
}
