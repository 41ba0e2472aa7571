package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;

/**
 * Arrays, which are sent with their elements in the order of rows:
 *
 * <pre>
 * offset  0            4       8              12              20
 *         +------------+-------+--------------+---------------+----
 *         | dimensions | flags | element type | size, lowest  | ... per dimension, then per element: length (4), value
 *         |            |       |              | index         |     the length of NULL is -1
 *         +------------+-------+--------------+---------------+----
 * </pre>
 *
 * An array without elements has no dimensions. The lowest index is 1 for the engine, whatever it is there.
 */
final class ArrayDecoder extends ColumnDecoder {
    private static final int ELEMENT_TYPE = 8;
    private static final int HEADER = 12;
    private static final int DIMENSION_HEADER = 8;

    private final Type type;
    private final Type elementType;
    private final ColumnDecoder elements;
    /** Per level of nesting the ends of the arrays in the next level; those of level 0 are the rows. */
    private final int[][] ends;
    /** Arrays per level. */
    private final int[] counts;

    /** @param elements of the innermost arrays */
    ArrayDecoder(ArrayType type, ColumnDecoder elements) {
        this.type = type;
        this.elementType = innermost(type);
        this.elements = elements;
        int depth = 0;
        for (Type level = type; level instanceof ArrayType array; level = array.getElementType()) {
            depth++;
        }
        this.ends = new int[depth][0];
        this.counts = new int[depth];
    }

    static Type innermost(ArrayType type) {
        return type.getElementType() instanceof ArrayType inner ? innermost(inner) : type.getElementType();
    }

    @Override
    protected void resize(int capacity) {
        ends[0] = Arrays.copyOf(ends[0], capacity);
    }

    @Override
    protected void put(int row, byte[] bytes, int offset, int length) {
        int dimensions = BigEndian.getInt(bytes, offset);
        if (dimensions == 0) {
            putNull(row);
            return;
        }
        if (dimensions != ends.length) {
            throw notRepresentable("of " + dimensions + (dimensions == 1 ? " dimension" : " dimensions"), type);
        }
        SentTypes.check(elementType, BigEndian.getInt(bytes, offset + ELEMENT_TYPE));
        int arrays = 1;
        for (int level = 0; level < dimensions; level++) {
            int size = BigEndian.getInt(bytes, offset + HEADER + level * DIMENSION_HEADER);
            addArrays(level, arrays, size);
            arrays *= size;
        }
        int end = elements(arrays, bytes, offset + HEADER + dimensions * DIMENSION_HEADER);
        MalformedCopyException.checkLength(length, end - offset);
    }

    private void addArrays(int level, int arrays, int size) {
        if (counts[level] + arrays > ends[level].length) {
            ends[level] = Arrays.copyOf(ends[level], Math.max(counts[level] + arrays, 2 * ends[level].length));
        }
        int end = counts[level] == 0 ? 0 : ends[level][counts[level] - 1];
        for (int i = 0; i < arrays; i++) {
            end += size;
            ends[level][counts[level]] = end;
            counts[level]++;
        }
    }

    private int elements(int count, byte[] bytes, int start) {
        int offset = start;
        for (int i = 0; i < count; i++) {
            int length = BigEndian.getInt(bytes, offset);
            offset += Integer.BYTES;
            if (length < 0) {
                elements.appendNull();
            } else {
                elements.append(bytes, offset, length);
                offset += length;
            }
        }
        return offset;
    }

    @Override
    protected void putNull(int row) {
        addArrays(0, 1, 0);
    }

    @Override
    protected Block block(int rows, Optional<long[]> valid) {
        Block inner = elements.take();
        for (int level = ends.length - 1; level >= 0; level--) {
            int count = counts[level];
            int[] offsets = new int[count + 1];
            System.arraycopy(ends[level], 0, offsets, 1, count);
            inner = ArrayBlock.fromElementBlock(count, level == 0 ? valid : Optional.empty(), offsets, inner);
        }
        Arrays.fill(counts, 0);
        return inner;
    }
}
