package io.blueshift.executor.join;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A join of any type. */
record JoinPairs(Join join, BuildShape shape, Optional<Step.Factory> filter) implements PairKind {
    JoinPairs(Join join, Optional<Step.Factory> filter) {
        this(join, BuildShapes.of(join), filter);
    }

    @Override
    public List<Type> probeTypes() {
        return join.left().columns().stream().map(Column::type).toList();
    }

    @Override
    public List<Integer> probeKeys() {
        return join.keys().stream().map(Join.Key::left).toList();
    }

    @Override
    public Set<Integer> probeChannels() {
        int left = join.left().columns().size();
        Stream<Integer> delivered = join.filter().isPresent()
                ? IntStream.range(0, left).boxed()
                : join.outputs().stream().filter(output -> output < left);
        return Stream.concat(delivered, probeKeys().stream()).collect(Collectors.toSet());
    }

    @Override
    public boolean keepsProbe() {
        return join.type().keepsLeft();
    }

    @Override
    public boolean keepsBuild() {
        return join.type().keepsRight();
    }

    @Override
    public Operators operators(JoinBuild build) {
        JoinStage stage = new JoinStage(join, build, filter);
        Optional<Source> afterwards = join.type().endsWithRight()
                ? Optional.of(new BuildRows(stage))
                : Optional.empty();
        return new Operators(() -> probe(stage), afterwards);
    }

    private static Step probe(JoinStage stage) {
        return switch (stage.join().type()) {
            case INNER, LEFT, RIGHT, FULL -> new JoinProbe(stage);
            case LEFT_SEMI, LEFT_ANTI -> new MatchProbe(stage);
            case RIGHT_SEMI, RIGHT_ANTI -> new MarkProbe(stage);
        };
    }
}
