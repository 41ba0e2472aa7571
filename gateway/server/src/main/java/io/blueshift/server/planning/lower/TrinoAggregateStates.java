package io.blueshift.server.planning.lower;

import io.blueshift.executor.function.AggregateStates;
import io.trino.operator.aggregation.AccumulatorFactory;
import io.trino.operator.aggregation.AggregationMask;
import io.trino.operator.aggregation.AggregationMaskBuilder;
import io.trino.operator.aggregation.GroupedAccumulator;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/** Trino's own accumulator of a function. */
final class TrinoAggregateStates implements AggregateStates {
    private final GroupedAccumulator accumulator;
    private final AggregationMaskBuilder masks;
    private final Type intermediateType;
    private final Type finalType;

    TrinoAggregateStates(AccumulatorFactory factory, List<Supplier<Object>> lambdas, Type intermediateType,
            Type finalType) {
        this.accumulator = factory.createGroupedAccumulator(lambdas);
        this.masks = factory.createAggregationMaskBuilder();
        this.intermediateType = requireNonNull(intermediateType, "intermediateType is null");
        this.finalType = requireNonNull(finalType, "finalType is null");
    }

    @Override
    public void grow(int groups) {
        accumulator.setGroupCount(groups);
    }

    @Override
    public void add(int[] groups, Page arguments) {
        AggregationMask mask = masks.buildAggregationMask(arguments, Optional.empty());
        if (!mask.isSelectNone()) {
            accumulator.addInput(groups, arguments, mask);
        }
    }

    @Override
    public Block intermediates(int[] groups, int offset, int count) {
        BlockBuilder builder = intermediateType.createBlockBuilder(null, count);
        for (int i = 0; i < count; i++) {
            accumulator.evaluateIntermediate(groups[offset + i], builder);
        }
        return builder.build();
    }

    @Override
    public void addIntermediates(int[] groups, Block intermediates) {
        accumulator.addIntermediate(groups, intermediates);
    }

    @Override
    public void complete() {
        accumulator.prepareFinal();
    }

    @Override
    public Block results(int from, int to) {
        BlockBuilder builder = finalType.createBlockBuilder(null, to - from);
        for (int group = from; group < to; group++) {
            accumulator.evaluateFinal(group, builder);
        }
        return builder.build();
    }

    @Override
    public long retainedBytes() {
        return accumulator.getEstimatedSize();
    }
}
