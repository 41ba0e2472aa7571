package io.blueshift.benchmarks;

/**
 * A family of measurements that run together, each beside its peers on the same data. A suite checks every result it
 * times: a wrong answer is a {@link WrongResultException}, not a figure. One class per suite, listed in {@link Suites}.
 */
public interface Suite {
    /** The word on the command line. */
    String name();

    /** One line for the list of suites. */
    String summary();

    /**
     * Measures and hands over each figure as soon as it is known, so that those taken before a failure are kept.
     * Called once, on one thread.
     */
    void run(BenchOptions options, BenchReport report) throws Exception;
}
