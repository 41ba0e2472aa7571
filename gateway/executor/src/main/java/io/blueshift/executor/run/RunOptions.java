package io.blueshift.executor.run;

/**
 * How a plan is run.
 *
 * @param batchRows the most rows that go through the operators at a time; 0 for as many as the source delivers at once
 */
public record RunOptions(int batchRows) {
    public RunOptions {
        if (batchRows < 0) {
            throw new IllegalArgumentException("batchRows " + batchRows);
        }
    }
}
