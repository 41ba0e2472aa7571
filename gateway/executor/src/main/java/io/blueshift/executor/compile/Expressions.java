package io.blueshift.executor.compile;

import io.blueshift.executor.ir.And;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Case;
import io.blueshift.executor.ir.Coalesce;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Field;
import io.blueshift.executor.ir.In;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.IsNull;
import io.blueshift.executor.ir.Lambda;
import io.blueshift.executor.ir.Let;
import io.blueshift.executor.ir.Local;
import io.blueshift.executor.ir.Or;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What can be asked of any expression.
 */
public final class Expressions {
    private Expressions() {}

    /** The channels of the input that the expression reads. */
    public static Set<Integer> channels(Expression expression) {
        return expression instanceof Input input
                ? Set.of(input.channel())
                : operands(expression).stream().flatMap(operand -> channels(operand).stream())
                        .collect(Collectors.toSet());
    }

    /** The columns that the expression reads, as often as it does. */
    public static List<Input> inputs(Expression expression) {
        return expression instanceof Input input
                ? List.of(input)
                : operands(expression).stream().flatMap(operand -> inputs(operand).stream()).toList();
    }

    /** The expressions that this one is made of, in the order of evaluation. */
    static List<Expression> operands(Expression expression) {
        return switch (expression) {
            case Input _,Constant _,Local _ -> List.of();
            case Call call -> call.arguments();
            case And and -> and.terms();
            case Or or -> or.terms();
            case Coalesce coalesce -> coalesce.operands();
            case Case branches -> caseOperands(branches);
            case IsNull isNull -> List.of(isNull.value());
            case In in -> {
                List<Expression> all = new ArrayList<>(List.of(in.value()));
                all.addAll(in.candidates());
                yield all;
            }
            case Let let -> List.of(let.value(), let.body());
            case Field field -> List.of(field.row());
            case Lambda lambda -> List.of(lambda.body());
        };
    }

    private static List<Expression> caseOperands(Case branches) {
        List<Expression> operands = new ArrayList<>();
        branches.branches().forEach(when -> {
            operands.add(when.condition());
            operands.add(when.result());
        });
        operands.add(branches.otherwise());
        return operands;
    }

    /** How many nodes the expression has. */
    public static int size(Expression expression) {
        return 1 + operands(expression).stream().mapToInt(Expressions::size).sum();
    }

    /** How many slots the expression uses, counted from zero. */
    static int slots(Expression expression) {
        int slots = switch (expression) {
            case Let let -> let.slot() + 1;
            case Lambda lambda -> lambda.parameters().stream().mapToInt(Local::slot).max().orElse(-1) + 1;
            default -> 0;
        };
        for (Expression operand : operands(expression)) {
            slots = Math.max(slots, slots(operand));
        }
        return slots;
    }

    /** Whether the same row always gives the same value. */
    public static boolean isDeterministic(Expression expression) {
        if (expression instanceof Call call && !call.function().deterministic()) {
            return false;
        }
        return operands(expression).stream().allMatch(Expressions::isDeterministic);
    }

    /** The slots that are read in the expression but bound around it. */
    static SortedMap<Integer, Local> freeLocals(Expression expression) {
        SortedMap<Integer, Local> free = new TreeMap<>();
        collectFree(expression, free);
        return free;
    }

    private static void collectFree(Expression expression, SortedMap<Integer, Local> free) {
        switch (expression) {
            case Local local -> free.put(local.slot(), local);
            case Let let -> {
                SortedMap<Integer, Local> body = freeLocals(let.body());
                body.remove(let.slot());
                free.putAll(body);
                collectFree(let.value(), free);
            }
            case Lambda lambda -> {
                SortedMap<Integer, Local> body = freeLocals(lambda.body());
                lambda.parameters().forEach(parameter -> body.remove(parameter.slot()));
                free.putAll(body);
            }
            default -> operands(expression).forEach(operand -> collectFree(operand, free));
        }
    }
}
