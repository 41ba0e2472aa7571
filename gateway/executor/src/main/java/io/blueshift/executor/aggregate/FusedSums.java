package io.blueshift.executor.aggregate;

import io.blueshift.executor.compile.Expressions;
import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.AggregateCall;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.runtime.aggregate.Accumulators;
import io.blueshift.executor.vector.LongForm;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which calls of an aggregation can be computed by one generated loop over a batch, together with their arguments, so that
 * neither the arguments' values nor the rows of a group are ever written down. Where groups are many, the states would be
 * too large for that to pay, and calls are computed one by one.
 *
 * @param expressions what is added up, each once however many calls ask for it
 * @param ofCall which expression each call adds up: its number, {@link #ROWS} or {@link #NOT_FUSED}
 * @param firstChannel the channel of a batch that the expressions' channel 0 is
 */
public record FusedSums(List<Expression> expressions, List<Integer> ofCall, int firstChannel) {
    /** The call counts rows. */
    static final int ROWS = -1;

    static final int NOT_FUSED = -2;

    /** Nodes of all expressions: at some 40 bytes each, few enough for a method that the JVM's compiler takes. */
    private static final int NODES_MAX = 100;

    /** What the additions of a sum count for beside these. */
    private static final int SUM_NODES = 4;

    /**
     * Empty if there is nothing to gain.
     *
     * @param plan over a projection, its batches must have that projection's input after its output; see {@link #columns}
     */
    public static Optional<FusedSums> of(Aggregate plan) {
        List<Expression> inputs = plan.input() instanceof Project project ? project.expressions() : inputs(plan);
        List<Expression> expressions = new ArrayList<>();
        Integer[] ofCall = new Integer[plan.calls().size()];
        Arrays.fill(ofCall, NOT_FUSED);
        int nodes = 0;
        for (int i = 0; i < ofCall.length; i++) {
            AggregateCall call = plan.calls().get(i);
            if (call.distinct() || call.mask().isPresent() || !call.ordering().isEmpty()) {
                continue;
            }
            if (Accumulators.countsRows(call.function())) {
                ofCall[i] = ROWS;
            } else if (Accumulators.takesSums(call.function())) {
                Expression argument = inputs.get(call.arguments().getFirst());
                int known = expressions.indexOf(argument);
                if (known >= 0) {
                    ofCall[i] = known;
                } else if (isFusible(argument) && nodes + size(argument) <= NODES_MAX) {
                    nodes += size(argument);
                    expressions.add(argument);
                    ofCall[i] = expressions.size() - 1;
                }
            }
        }
        int firstChannel = plan.input() instanceof Project project ? project.expressions().size() : 0;
        return expressions.isEmpty()
                ? Optional.empty()
                : Optional.of(new FusedSums(List.copyOf(expressions), List.of(ofCall), firstChannel));
    }

    private static int size(Expression expression) {
        return Expressions.size(expression) + SUM_NODES;
    }

    /** The projection's own columns and all columns of its input. */
    public static List<Expression> columns(Project project) {
        List<Expression> all = new ArrayList<>(project.expressions());
        List<Column> columns = project.input().columns();
        for (int channel = 0; channel < columns.size(); channel++) {
            all.add(input(columns, channel));
        }
        return all;
    }

    private static List<Expression> inputs(Aggregate plan) {
        List<Column> columns = plan.input().columns();
        List<Expression> inputs = new ArrayList<>();
        for (int channel = 0; channel < columns.size(); channel++) {
            inputs.add(input(columns, channel));
        }
        return inputs;
    }

    private static Input input(List<Column> columns, int channel) {
        return new Input(channel, columns.get(channel).name(), columns.get(channel).type());
    }

    /** Of a single column that may be coded, each code is evaluated once; that is better. So is a long decimal as it stands. */
    private static boolean isFusible(Expression expression) {
        List<Type> types = Expressions.inputs(expression).stream().distinct().map(Input::type).toList();
        return Expressions.isDeterministic(expression)
                && (types.size() > 1 || types.stream().allMatch(LongForm::exists));
    }

    boolean isComplete() {
        return !ofCall.contains(NOT_FUSED);
    }
}
