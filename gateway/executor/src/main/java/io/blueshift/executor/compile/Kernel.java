package io.blueshift.executor.compile;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.ConnectorSession;

/**
 * What generated classes extend: one expression, or several, over many rows. An instance belongs to one thread and has the shape's
 * parameters; generated code reads the fields.
 */
abstract class Kernel {
    Column[] columns;
    Object[] constants;
    Object[] instances;
    ConnectorSession session;
    /** Whether the part of the expression that was evaluated last, in a method of its own, was NULL. */
    boolean partIsNull;

    /**
     * Evaluates the expression for some rows. As a condition it notes the rows where it is true and returns how many. As
     * a projection it writes the values, to longs at their rows or one after the other to the builder, and returns how
     * many are NULL.
     *
     * To sums it adds the values, in the words and in the form that {@link SumEmitter} says.
     *
     * @param rows ascending; the dense variants take the first {@code count} rows instead
     * @param selected of a condition: takes the rows; may be the same array as {@code rows}. Of sums the groups of the rows,
     *        one for each element of {@code rows}
     * @param longs of a projection of a type with longs: takes the values. Of sums, the words
     * @param validity of the same, if it can be NULL: takes a bit for each value that is not
     * @param builder of any other projection: takes the values
     */
    abstract int run(int[] rows, int count, int[] selected, long[] longs, long[] validity, BlockBuilder builder);

    static boolean isNull(long[] validity, int row) {
        return validity != null && (validity[row >> 6] >>> row & 1) == 0;
    }

    static void setValid(long[] validity, int row) {
        validity[row >> 6] |= 1L << row;
    }
}
