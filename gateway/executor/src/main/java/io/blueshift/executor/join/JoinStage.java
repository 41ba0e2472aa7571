package io.blueshift.executor.join;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.runtime.join.JoinTable;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

/**
 * What the probing threads of one join share.
 *
 * @param filter what else has to be true of pairs, over the columns of both sides
 */
public record JoinStage(Join join, JoinBuild build, Optional<Step.Factory> filter, VisitedRows visited) {
    public JoinStage(Join join, JoinBuild build, Optional<Step.Factory> filter) {
        this(join, build, filter, new VisitedRows());
    }

    JoinTable table() {
        return build.table();
    }

    List<Integer> leftKeys() {
        return join.keys().stream().map(Join.Key::left).toList();
    }

    PairOutput output() {
        return new PairOutput(table(), types(join.left().columns()), types(join.right().columns()), join.outputs());
    }

    private static List<Type> types(List<Column> columns) {
        return columns.stream().map(Column::type).toList();
    }
}
