package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.blueshift.executor.runtime.text.TextPool;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Text and bytes. Up to seven bytes are the long, least significant first, with the length in the highest byte; longer
 * ones are numbered, and the number stands below a highest byte of 0x80. NULL is 0x7F00...
 */
final class TextKeyColumn implements KeyColumn {
    private static final int PACKED_BYTES_MAX = 7;
    private static final int LENGTH_SHIFT = 56;
    /** A new dictionary with more entries for each row does not pay to be remembered. */
    private static final int DICTIONARY_ENTRIES_PER_ROW_MAX = 8;
    /** Texts of a table with more of them come in few groups each. */
    private static final int TRANSLATIONS_MAX = 1 << 14;
    private static final long PAYLOAD = (1L << LENGTH_SHIFT) - 1;
    private static final long NUMBERED = 0x80L << LENGTH_SHIFT;
    private static final long NULL = 0x7FL << LENGTH_SHIFT;
    private static final long UNKNOWN = 0x7EL << LENGTH_SHIFT;

    private final Type type;
    private final TextPool pool = new TextPool();
    // The longs of a dictionary's entries, as far as they were asked for
    private ValueBlock dictionary;
    private long[] dictionaryLongs = {};
    // The numbers plus one of another pool's texts, as far as they were asked for
    private TextPool translated;
    private int[] translations = {};

    TextKeyColumn(Type type) {
        this.type = requireNonNull(type, "type is null");
    }

    @Override
    public long[] encode(Vector vector, int[] rows, int count, long[] target) {
        switch (vector.block()) {
            case DictionaryBlock coded -> encodeDictionary(coded, rows, count, target);
            case RunLengthEncodedBlock run -> Arrays.fill(target, 0, count,
                    count == 0 ? NULL : one((VariableWidthBlock) run.getValue(), 0));
            case ValueBlock values -> encodeFlat((VariableWidthBlock) values, rows, count, target);
        }
        return null;
    }

    private void encodeDictionary(DictionaryBlock block, int[] rows, int count, long[] target) {
        VariableWidthBlock entries = (VariableWidthBlock) block.getDictionary();
        int size = entries.getPositionCount();
        if (dictionary != entries && size > DICTIONARY_ENTRIES_PER_ROW_MAX * (long) count) {
            for (int i = 0; i < count; i++) {
                target[i] = one(entries, block.getId(rows[i]));
            }
            return;
        }
        if (dictionary != entries) {
            dictionary = entries;
            if (dictionaryLongs.length < size) {
                dictionaryLongs = new long[size];
            }
            Arrays.fill(dictionaryLongs, 0, size, UNKNOWN);
        }
        int[] ids = block.getRawIds();
        int offset = block.getRawIdsOffset();
        long[] longs = dictionaryLongs;
        for (int i = 0; i < count; i++) {
            int id = ids[offset + rows[i]];
            long value = longs[id];
            if (value == UNKNOWN) {
                value = one(entries, id);
                longs[id] = value;
            }
            target[i] = value;
        }
    }

    private void encodeFlat(VariableWidthBlock block, int[] rows, int count, long[] target) {
        boolean nulls = block.mayHaveNull();
        Slice slice = block.getRawSlice();
        for (int i = 0; i < count; i++) {
            Interruption.check(i);
            int row = rows[i];
            target[i] = nulls && block.isNull(row)
                    ? NULL
                    : encode(slice, block.getRawSliceOffset(row), block.getSliceLength(row));
        }
    }

    private long one(VariableWidthBlock block, int position) {
        return block.isNull(position)
                ? NULL
                : encode(block.getRawSlice(), block.getRawSliceOffset(position), block.getSliceLength(position));
    }

    private long encode(Slice slice, int offset, int length) {
        if (length <= PACKED_BYTES_MAX) {
            return pack(slice, offset, length);
        }
        return NUMBERED | pool.find(slice, offset, length, TextPool.hash(slice, offset, length));
    }

    private static long pack(Slice slice, int offset, int length) {
        long packed = 0;
        if (offset + Long.BYTES <= slice.length()) {
            packed = slice.getLong(offset) & ((1L << (8 * length)) - 1);
        } else {
            for (int i = 0; i < length; i++) {
                packed |= (slice.getByte(offset + i) & 0xFFL) << (8 * i);
            }
        }
        return packed | (long) length << LENGTH_SHIFT;
    }

    @Override
    public void hash(long[] encoded, int count, long[] hashes) {
        for (int i = 0; i < count; i++) {
            long value = encoded[i];
            hashes[i] = Hashes.mix(hashes[i] + (value < 0 ? pool.hash((int) value) : value));
        }
    }

    @Override
    public void translate(KeyColumn from, long[] encoded, int[] groups, int offset, int count, long[] target) {
        TextPool other = ((TextKeyColumn) from).pool;
        boolean remember = other.count() <= TRANSLATIONS_MAX;
        if (remember) {
            makeRoom(other);
        }
        for (int i = 0; i < count; i++) {
            long value = encoded[groups[offset + i]];
            if (value < 0) {
                int number = (int) value;
                value = NUMBERED | (remember ? translation(number) : find(other, number));
            }
            target[i] = value;
        }
    }

    /** The other table may have got more texts since its last groups came. */
    private void makeRoom(TextPool other) {
        if (translated != other) {
            translated = other;
            translations = new int[other.count()];
        } else if (translations.length < other.count()) {
            translations = Arrays.copyOf(translations, Math.min(2 * other.count(), TRANSLATIONS_MAX));
        }
    }

    private int translation(int number) {
        int known = translations[number];
        if (known == 0) {
            known = find(translated, number) + 1;
            translations[number] = known;
        }
        return known - 1;
    }

    private int find(TextPool other, int number) {
        return pool.find(other.bytes(), other.start(number), other.length(number), other.hash(number));
    }

    @Override
    public Vector decode(long[] encoded, boolean[] nulls, int from, int to) {
        int count = to - from;
        int[] offsets = new int[count + 1];
        long[] validity = new long[Bitmap.wordsForBits(count)];
        boolean anyNull = false;
        for (int i = 0; i < count; i++) {
            long value = encoded[from + i];
            anyNull |= value == NULL;
            if (value != NULL) {
                Bitmap.set(validity, 0, i);
            }
            offsets[i + 1] = Math.addExact(offsets[i], length(value));
        }
        Slice bytes = Slices.allocate(offsets[count]);
        for (int i = 0; i < count; i++) {
            write(encoded[from + i], bytes, offsets[i]);
        }
        Block block = new VariableWidthBlock(count, bytes, offsets, anyNull ? Optional.of(validity) : Optional.empty());
        return Vector.of(type, block);
    }

    private int length(long value) {
        if (value < 0) {
            return pool.length((int) value);
        }
        return value == NULL ? 0 : (int) (value >>> LENGTH_SHIFT);
    }

    private void write(long value, Slice target, int offset) {
        if (value < 0) {
            target.setBytes(offset, pool.bytes(), pool.start((int) value), pool.length((int) value));
        } else if (value != NULL) {
            long payload = value & PAYLOAD;
            for (int i = 0; i < value >>> LENGTH_SHIFT; i++) {
                target.setByte(offset + i, (int) (payload >>> (8 * i)) & 0xFF);
            }
        }
    }

    @Override
    public long retainedBytes() {
        return pool.retainedBytes() + 8L * dictionaryLongs.length + 4L * translations.length;
    }
}
