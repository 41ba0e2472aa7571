package io.blueshift.executor.run;

import io.trino.spi.connector.SourcePage;

/**
 * One operator of a pipeline, as one thread runs it. A step owns the page that it is given and may change it.
 */
sealed interface Step permits FilterStep, ProjectStep, LimitStep {
    /**
     * The rows that go on to the next step, perhaps none.
     *
     * @param demand how many rows can still be of use above; a step need not find more than that
     */
    SourcePage apply(SourcePage page, long demand);

    /** How many of its input's rows can be of use, if that many of its output's rows can. */
    long demand(long outputDemand);

    /** Whether no further row will pass, whatever comes. */
    default boolean satisfied() {
        return false;
    }

    /** Shortens the page to its first rows. */
    static SourcePage firstRows(SourcePage page, int rows) {
        if (rows < page.getPositionCount()) {
            int[] positions = new int[rows];
            for (int i = 0; i < rows; i++) {
                positions[i] = i;
            }
            page.selectPositions(positions, 0, rows);
        }
        return page;
    }
}
