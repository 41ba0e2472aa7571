package io.blueshift.executor.run;

import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.UniqueId;
import io.blueshift.executor.sort.SortSink;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings what a TopN has found to the scan whose rows stream into it: once it has enough rows, others are of use only if
 * they come before the last of these. For one thread.
 */
final class ScanBounds {
    private final Map<Scan, Supplier<TupleDomain<Integer>>> bounds = new IdentityHashMap<>();

    /** What is found out about a scan's columns while it runs. */
    Optional<Supplier<TupleDomain<Integer>>> of(Scan scan) {
        return Optional.ofNullable(bounds.get(scan));
    }

    /** @param channel the subtree's column by which the sink orders first */
    void add(PlanNode node, int channel, SortSink sink) {
        switch (node) {
            case Scan scan -> bounds.put(scan, new Bound(channel, sink));
            case Filter below -> add(below.input(), channel, sink);
            case Project below when below.expressions().get(channel) instanceof Input input ->
                add(below.input(), input.channel(), sink);
            case SemiJoin below when channel < below.input().columns().size() -> add(below.input(), channel, sink);
            case UniqueId below when channel < below.input().columns().size() -> add(below.input(), channel, sink);
            case Union union -> union.inputs().forEach(input -> add(input, channel, sink));
            case Join join -> {
                int input = join.outputs().get(channel);
                // The other side was read to its end before
                if (input < join.left().columns().size() && !join.type().keepsRight()) {
                    add(join.left(), input, sink);
                }
            }
            default -> {
                // Others need all rows before the first one leaves them
            }
        }
    }

    /** The bound as the scan knows it, made anew when it has moved. Safe for all threads. */
    private static final class Bound implements Supplier<TupleDomain<Integer>> {
        private final int channel;
        private final SortSink sink;
        private volatile Said said = new Said(Optional.empty(), TupleDomain.all());

        private record Said(Optional<Domain> domain, TupleDomain<Integer> predicate) {}

        private Bound(int channel, SortSink sink) {
            this.channel = channel;
            this.sink = sink;
        }

        @Override
        public TupleDomain<Integer> get() {
            Optional<Domain> now = sink.bound();
            Said before = said;
            if (now.isPresent() && (before.domain.isEmpty() || before.domain.get() != now.get())) {
                before = new Said(now, TupleDomain.withColumnDomains(Map.of(channel, now.get())));
                said = before;
            }
            return before.predicate;
        }
    }
}
