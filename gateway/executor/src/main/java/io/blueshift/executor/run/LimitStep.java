package io.blueshift.executor.run;

import io.trino.spi.connector.SourcePage;

import static java.util.Objects.requireNonNull;

/**
 * Lets rows pass until the shared count is used up.
 */
final class LimitStep implements Step {
    private final LimitCount count;

    LimitStep(LimitCount count) {
        this.count = requireNonNull(count, "count is null");
    }

    @Override
    public SourcePage apply(SourcePage page, long demand) {
        return Step.firstRows(page, count.claim(page.getPositionCount()));
    }

    @Override
    public long demand(long outputDemand) {
        return Math.min(outputDemand, count.remaining());
    }

    @Override
    public boolean satisfied() {
        return count.remaining() == 0;
    }
}
