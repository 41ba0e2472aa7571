package io.blueshift.benchmarks.tpch;

/** Something that answers queries. One thread calls it. */
public interface Engine {
    /** The name under which figures are reported. */
    String name();

    /** Runs a query once, to its last row. */
    Run run(TpchQuery query) throws Exception;
}
