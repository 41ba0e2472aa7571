package io.blueshift.executor.run;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.trino.spi.type.TypeUtils.writeNativeValue;

/** Computes the output's columns; those that are only passed on keep their vectors. */
final class ProjectStep implements Step {
    private final List<Expression> expressions;
    private final Evaluators evaluators;
    private Optional<Batch> output = Optional.empty();

    ProjectStep(Project project, ConnectorSession session) {
        this.expressions = project.expressions();
        this.evaluators = new Evaluators(expressions, session);
    }

    @Override
    public void accept(Batch input) {
        Batch dense = input.compact();
        Row row = evaluators.row(dense);
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            vectors.add(expressions.get(i) instanceof Input column
                    ? dense.vector(column.channel())
                    : compute(expressions.get(i).type(), evaluators.get(i), row, dense.count()));
        }
        output = Optional.of(dense.with(vectors));
    }

    private static Vector compute(Type type, Evaluator evaluator, Row row, int rows) {
        BlockBuilder builder = type.createBlockBuilder(null, rows);
        for (int position = 0; position < rows; position++) {
            row.moveTo(position);
            writeNativeValue(type, builder, evaluator.evaluate(row));
        }
        return Vector.of(type, builder.build());
    }

    @Override
    public Optional<Batch> next() {
        Optional<Batch> next = output;
        output = Optional.empty();
        return next;
    }
}
