package io.blueshift.executor.run;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Project;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.type.Type;

import java.util.List;

import static io.trino.spi.type.TypeUtils.writeNativeValue;

/**
 * Computes the output's columns; those that are only passed on keep their blocks.
 */
final class ProjectStep implements Step {
    private final List<Expression> expressions;
    private final Evaluators evaluators;

    ProjectStep(Project project, ConnectorSession session) {
        this.expressions = project.expressions();
        this.evaluators = new Evaluators(expressions, session);
    }

    @Override
    public SourcePage apply(SourcePage page, long demand) {
        int rows = page.getPositionCount();
        Row row = evaluators.row(page);
        Block[] blocks = new Block[expressions.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = expressions.get(i) instanceof Input input
                    ? page.getBlock(input.channel())
                    : compute(expressions.get(i).type(), evaluators.get(i), row, rows);
        }
        return SourcePage.create(new Page(rows, blocks));
    }

    private static Block compute(Type type, Evaluator evaluator, Row row, int rows) {
        BlockBuilder builder = type.createBlockBuilder(null, rows);
        for (int position = 0; position < rows; position++) {
            row.moveTo(position);
            writeNativeValue(type, builder, evaluator.evaluate(row));
        }
        return builder.build();
    }

    @Override
    public long demand(long outputDemand) {
        return outputDemand;
    }
}
