package io.blueshift.executor.compile;

/**
 * What generated code takes for granted.
 *
 * @param dense the rows are 0, 1, 2 ...
 * @param nulls some input may be NULL
 */
record Variant(boolean dense, boolean nulls) {
    static final int COUNT = 4;

    int index() {
        return (dense ? 0 : 1) + (nulls ? 2 : 0);
    }
}
