package io.blueshift.executor.run;

import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.runtime.join.LongKeyFilter;
import io.trino.spi.predicate.Domain;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What a join above a scan knows of one of the scan's columns once its build side is complete: rows of which this is not
 * true match nothing. To be asked when the scan begins.
 *
 * @param join whose keys they are
 * @param channel of the scan
 * @param domain for the source, which may skip much unread; given how many values are worth listing, 0 for a few
 * @param members for rows that were read, before their other columns are
 */
record KeyFilter(PlanNode join, int channel, IntFunction<Optional<Domain>> domain,
        Supplier<Optional<LongKeyFilter>> members) {
    KeyFilter of(int otherChannel) {
        return new KeyFilter(join, otherChannel, domain, members);
    }
}
