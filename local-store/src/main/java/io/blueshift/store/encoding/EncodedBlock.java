package io.blueshift.store.encoding;

import io.airlift.slice.Slices;
import io.blueshift.store.bytes.PackedLongs;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The values of one block of one column as they stand in the file, for who can use them so. More kinds will come: who
 * has no use for a kind asks it to decode. Immutable; the arrays inside must not be written to.
 */
public sealed interface EncodedBlock extends Retained {
    int positions();

    /** Which positions hold a value: absent if all do, or if the kind says so in another way. Bit set = not NULL. */
    default Optional<long[]> validity() {
        return Optional.empty();
    }

    /** All values; dictionaries and runs stay such. */
    Block decode();

    /** The values at {@code count} positions, ascending, from {@code offset} of the array. */
    Block decode(int[] positions, int offset, int count);

    /**
     * The same value, or NULL, everywhere.
     *
     * @param value one position
     */
    record ConstantValues(int positions, ValueBlock value) implements EncodedBlock {
        @Override
        public Block decode() {
            return RunLengthEncodedBlock.create(value, positions);
        }

        @Override
        public Block decode(int[] wanted, int offset, int count) {
            return RunLengthEncodedBlock.create(value, count);
        }

        @Override
        public long retainedBytes() {
            return value.getRetainedSizeInBytes();
        }
    }

    /**
     * Runs of equal values, of which some may be NULL.
     *
     * @param ends position behind each run, ascending; the last is {@code positions}
     * @param values one per run; neighbours differ
     */
    record RunLengths(int positions, int[] ends, ValueBlock values) implements EncodedBlock {
        /** Shorter runs of integers on average become flat values: that an operator sees a value once is worth less then. */
        private static final int RUN_WORTH_KEEPING = 32;

        @Override
        public Block decode() {
            if (positions < ends.length * RUN_WORTH_KEEPING) {
                return IntegerBlocks.repeat(values, ends, positions).orElseGet(this::dictionary);
            }
            return dictionary();
        }

        private Block dictionary() {
            int[] ids = new int[positions];
            int start = 0;
            for (int run = 0; run < ends.length; run++) {
                Arrays.fill(ids, start, ends[run], run);
                start = ends[run];
            }
            return DictionaryBlock.create(positions, values, ids);
        }

        @Override
        public Block decode(int[] wanted, int offset, int count) {
            int[] ids = new int[count];
            int run = 0;
            for (int i = 0; i < count; i++) {
                while (ends[run] <= wanted[offset + i]) {
                    run++;
                }
                ids[i] = run;
            }
            return DictionaryBlock.create(count, values, ids);
        }

        @Override
        public long retainedBytes() {
            return (long) ends.length * Integer.BYTES + values.getRetainedSizeInBytes();
        }
    }

    /**
     * Integers: the value at a position is {@code reference + multiplier * offsets.get(position)}. A NULL position has
     * some number inside the range of the others.
     *
     * @param storage what the values become: one of the integer storages, or INT128 by sign extension
     * @param offsets unsigned
     * @param multiplier at least 1
     */
    record PackedIntegers(Storage storage, Optional<long[]> validity, PackedLongs offsets, long reference,
            long multiplier) implements EncodedBlock {
        @Override
        public int positions() {
            return offsets.count();
        }

        public long value(int position) {
            return reference + multiplier * offsets.get(position);
        }

        @Override
        public Block decode() {
            int positions = positions();
            if (storage.width() <= Integer.BYTES) {
                int[] values = new int[positions];
                offsets.unpack(0, positions, (int) multiplier, (int) reference, values);
                return IntegerBlocks.ofInts(storage, validity, values);
            }
            long[] values = new long[positions];
            offsets.unpack(0, positions, multiplier, reference, values);
            return IntegerBlocks.ofLongs(storage, validity, values);
        }

        @Override
        public Block decode(int[] wanted, int offset, int count) {
            Optional<long[]> wantedValidity = validity.flatMap(all -> Validity.pick(all, wanted, offset, count));
            if (storage.width() <= Integer.BYTES) {
                int[] values = new int[count];
                offsets.gather(wanted, offset, count, (int) multiplier, (int) reference, values);
                return IntegerBlocks.ofInts(storage, wantedValidity, values);
            }
            long[] values = new long[count];
            offsets.gather(wanted, offset, count, multiplier, reference, values);
            return IntegerBlocks.ofLongs(storage, wantedValidity, values);
        }

        @Override
        public long retainedBytes() {
            return offsets.bytes().length + Validity.bytes(validity);
        }
    }

    /**
     * Numbers of entries of a dictionary: the code at a position is {@code reference + codes.get(position)}.
     *
     * @param dictionary the same object for all blocks of a chunk
     */
    record DictionaryCodes(PackedLongs codes, int reference, SharedPart.Dictionary dictionary) implements EncodedBlock {
        @Override
        public int positions() {
            return codes.count();
        }

        public int code(int position) {
            return reference + (int) codes.get(position);
        }

        /** All codes, in a new array. */
        public int[] codeArray() {
            int[] ids = new int[positions()];
            codes.unpack(0, ids.length, 1, reference, ids);
            return ids;
        }

        /** The code that means NULL. */
        public OptionalInt nullCode() {
            return dictionary.nullCode();
        }

        @Override
        public Block decode() {
            return DictionaryBlock.create(positions(), dictionary.values(), codeArray());
        }

        @Override
        public Block decode(int[] wanted, int offset, int count) {
            int[] ids = new int[count];
            codes.gather(wanted, offset, count, 1, reference, ids);
            return DictionaryBlock.create(count, dictionary.values(), ids);
        }

        @Override
        public long retainedBytes() {
            return codes.bytes().length;
        }
    }

    /**
     * Texts as codes of symbols. Equal texts of a chunk have equal codes.
     *
     * @param codes of all texts from {@code start}
     * @param offsets of the texts from there, and the end of the last
     * @param decodedBytes of all texts together
     */
    record SymbolTexts(Optional<long[]> validity, byte[] codes, int start, int[] offsets, int decodedBytes,
            SymbolTable table) implements EncodedBlock {
        @Override
        public int positions() {
            return offsets.length - 1;
        }

        @Override
        public Block decode() {
            int positions = positions();
            int[] ends = new int[positions + 1];
            byte[] texts = new byte[Math.addExact(decodedBytes, SymbolTable.SYMBOL_BYTES_MAX)];
            for (int i = 0; i < positions; i++) {
                ends[i + 1] = table.decode(codes, start + offsets[i], start + offsets[i + 1], texts, ends[i]);
            }
            if (ends[positions] != decodedBytes) {
                throw new IllegalArgumentException(
                        "%d bytes of text, expected %d".formatted(ends[positions], decodedBytes));
            }
            return new VariableWidthBlock(positions, Slices.wrappedBuffer(texts, 0, decodedBytes), ends, validity);
        }

        @Override
        public Block decode(int[] wanted, int offset, int count) {
            int length = 0;
            for (int i = offset; i < offset + count; i++) {
                length += table.decodedLength(codes, start + offsets[wanted[i]], start + offsets[wanted[i] + 1]);
            }
            int[] ends = new int[count + 1];
            byte[] texts = new byte[length + SymbolTable.SYMBOL_BYTES_MAX];
            for (int i = 0; i < count; i++) {
                int position = wanted[offset + i];
                int from = start + offsets[position];
                ends[i + 1] = table.decode(codes, from, start + offsets[position + 1], texts, ends[i]);
            }
            return new VariableWidthBlock(
                    count,
                    Slices.wrappedBuffer(texts, 0, length),
                    ends,
                    validity.flatMap(all -> Validity.pick(all, wanted, offset, count)));
        }

        @Override
        public long retainedBytes() {
            return codes.length + (long) offsets.length * Integer.BYTES + Validity.bytes(validity);
        }
    }

    /** Values that have no other use than to be looked at. */
    record Values(ValueBlock values) implements EncodedBlock {
        @Override
        public int positions() {
            return values.getPositionCount();
        }

        @Override
        public Block decode() {
            return values;
        }

        @Override
        public Block decode(int[] wanted, int offset, int count) {
            return values.copyPositions(wanted, offset, count);
        }

        @Override
        public long retainedBytes() {
            return values.getRetainedSizeInBytes();
        }
    }
}
