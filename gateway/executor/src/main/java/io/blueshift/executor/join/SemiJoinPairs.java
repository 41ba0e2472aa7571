package io.blueshift.executor.join;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A semi-join: a mark for every row of the probe side. */
record SemiJoinPairs(SemiJoin join, BuildShape shape) implements PairKind {
    SemiJoinPairs(SemiJoin join) {
        this(join, BuildShapes.of(join));
    }

    @Override
    public List<Type> probeTypes() {
        return join.input().columns().stream().map(Column::type).toList();
    }

    @Override
    public List<Integer> probeKeys() {
        return List.of(join.key());
    }

    @Override
    public Set<Integer> probeChannels() {
        return IntStream.range(0, join.input().columns().size()).boxed().collect(Collectors.toSet());
    }

    @Override
    public boolean keepsProbe() {
        return true;
    }

    @Override
    public boolean keepsBuild() {
        return false;
    }

    @Override
    public Operators operators(JoinBuild build) {
        return new Operators(() -> new SemiJoinProbe(build.table(), join.key()), Optional.empty());
    }
}
