package io.blueshift.executor.run;

import io.blueshift.executor.ir.Expression;
import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SourcePage;

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

    /** A row over the page; loads the columns that the expressions read, and only those. */
    Row row(SourcePage page) {
        Block[] blocks = new Block[page.getChannelCount()];
        for (int channel : channels) {
            blocks[channel] = page.getBlock(channel);
        }
        return new Row(blocks, slots);
    }
}
