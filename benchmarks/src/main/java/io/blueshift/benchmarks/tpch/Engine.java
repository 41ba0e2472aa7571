package io.blueshift.benchmarks.tpch;

import io.blueshift.benchmarks.WrongResultException;

/** Something that answers queries. One thread calls it. */
public interface Engine {
    /** The name under which figures are reported. */
    String name();

    /** Runs a query once, to its last row. */
    Run run(TpchQuery query) throws Exception;

    /** As {@link #run}, of which the answer has to be the expected one. */
    default Run checked(TpchQuery query, Answer expected) {
        Run run;
        try {
            run = run(query);
        } catch (Exception e) {
            throw new IllegalStateException("%s on %s: %s".formatted(query.name(), name(), e.getMessage()), e);
        }
        expected.difference(run.answer(), query.sortColumns()).ifPresent(difference -> {
            throw new WrongResultException("%s on %s".formatted(query.name(), name()), "DuckDB's answer", difference);
        });
        return run;
    }
}
