package io.blueshift.executor.run;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.vector.Batch;
import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorSession;

import java.util.List;

/**
 * The evaluators of a step's expressions, and what they read.
 */
final class Evaluators {
    private final List<Evaluator> evaluators;
    private final int[] channels;
    private final int slots;

    Evaluators(List<Expression> expressions, ConnectorSession session) {
        ExpressionInterpreter interpreter = new ExpressionInterpreter(session);
        this.evaluators = expressions.stream().map(interpreter::evaluator).toList();
        this.channels = interpreter.channels();
        this.slots = interpreter.slots();
    }

    int size() {
        return evaluators.size();
    }

    Evaluator get(int index) {
        return evaluators.get(index);
    }

    /** A row over the batch; loads the columns that the expressions read, and only those. */
    Row row(Batch batch) {
        Block[] blocks = new Block[batch.vectors().size()];
        for (int channel : channels) {
            blocks[channel] = batch.vector(channel).block();
        }
        return new Row(blocks, slots);
    }
}
