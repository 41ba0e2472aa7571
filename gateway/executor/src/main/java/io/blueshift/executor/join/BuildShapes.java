package io.blueshift.executor.join;

import io.blueshift.executor.compile.Expressions;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.SemiJoin;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinKeys;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What joins have to keep of the rows of their build sides. */
public final class BuildShapes {
    /** Making operators is dear, and they are the same for everybody. */
    static final TypeOperators TYPE_OPERATORS = new TypeOperators();

    private BuildShapes() {}

    /** What a semi-join keeps: keys alone. NULLs are kept to be counted. */
    public static BuildShape of(SemiJoin join) {
        List<Type> types = join.filtering().columns().stream().map(Column::type).toList();
        JoinKeys keys = JoinKeys.identical(List.of(types.get(join.filteringKey())), TYPE_OPERATORS);
        return new BuildShape(keys, types, List.of(join.filteringKey()), List.of(), true, false);
    }

    /** What the build side of a join keeps. */
    public static BuildShape of(Join join) {
        List<Type> types = join.right().columns().stream().map(Column::type).toList();
        List<Integer> keyChannels = join.keys().stream().map(Join.Key::right).toList();
        JoinKeys keys = JoinKeys.equal(keyChannels.stream().map(types::get).toList(), TYPE_OPERATORS);
        int left = join.left().columns().size();
        Set<Integer> filtered = join.filter().map(Expressions::channels).orElse(Set.of());
        List<Integer> kept = Stream.concat(join.outputs().stream(), filtered.stream())
                .filter(channel -> channel >= left).map(channel -> channel - left).distinct().toList();
        // Matches whose columns are delivered need not be equal
        boolean any = join.anyMatch() || join.type().isOfLeft();
        boolean oneMatch = any && kept.isEmpty() && join.filter().isEmpty() && !join.type().endsWithRight();
        return new BuildShape(keys, types, keyChannels, kept, join.type().keepsRight(), !oneMatch);
    }
}
