package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Lambda;
import io.blueshift.executor.ir.Let;
import io.trino.spi.type.FunctionType;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Cuts an expression into parts that get methods of their own, so that none is too big for the JVM's compiler, which
 * takes 8,000 bytes. No node has very many operands, so a limit on nodes is one on bytes.
 */
final class Parts {
    /** At some 40 bytes of code each. */
    private static final int NODES_MAX = 120;

    private final Set<Expression> parts = Collections.newSetFromMap(new IdentityHashMap<>());

    private Parts() {}

    /** The sub-expressions, by identity. */
    static Set<Expression> of(List<Expression> expressions) {
        Parts parts = new Parts();
        expressions.forEach(parts::weigh);
        return parts.parts;
    }

    /** How many nodes are evaluated where the expression is. */
    private int weigh(Expression expression) {
        if (expression instanceof Lambda lambda) {
            // A method anyway
            weigh(lambda.body());
            return 1;
        }
        List<Expression> operands = Expressions.operands(expression).stream().flatMap(Parts::emitted).toList();
        int[] weights = operands.stream().mapToInt(this::weigh).toArray();
        int weight = 1;
        for (int operand : weights) {
            weight += operand;
        }
        while (weight > NODES_MAX) {
            int heaviest = 0;
            for (int i = 1; i < weights.length; i++) {
                heaviest = weights[i] > weights[heaviest] ? i : heaviest;
            }
            if (weights[heaviest] == 1) {
                break;
            }
            parts.add(operands.get(heaviest));
            weight -= weights[heaviest] - 1;
            weights[heaviest] = 1;
        }
        return weight;
    }

    /** What a lambda names is evaluated beside it. */
    private static Stream<Expression> emitted(Expression operand) {
        return operand instanceof Let let && let.type() instanceof FunctionType
                ? Stream.concat(Stream.of(let.value()), emitted(let.body()))
                : Stream.of(operand);
    }
}
