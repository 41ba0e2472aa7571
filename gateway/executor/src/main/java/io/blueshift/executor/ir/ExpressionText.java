package io.blueshift.executor.ir;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.stream.Collectors;

import static io.trino.spi.type.TypeUtils.writeNativeValue;

/**
 * The readable form of an expression: close to SQL, fully parenthesised.
 */
public final class ExpressionText {
    private ExpressionText() {}

    public static String of(Expression expression) {
        return switch (expression) {
            case Input input -> input.name();
            case Constant constant -> constant(constant);
            case Call call -> call(call);
            case And and -> joined(and.terms(), " AND ");
            case Or or -> joined(or.terms(), " OR ");
            case Case branches -> caseOf(branches);
            case Coalesce coalesce -> "coalesce" + joined(coalesce.operands(), ", ");
            case IsNull isNull -> "(" + of(isNull.value()) + " IS NULL)";
            case In in -> "(" + of(in.value()) + " IN " + joined(in.candidates(), ", ") + ")";
            case Let let -> "(LET $" + let.slot() + " = " + of(let.value()) + ": " + of(let.body()) + ")";
            case Local local -> "$" + local.slot();
            case Lambda lambda -> joined(List.copyOf(lambda.parameters()), ", ") + " -> " + of(lambda.body());
            case Field field -> of(field.row()) + "[" + (field.field() + 1) + "]";
        };
    }

    private static String call(Call call) {
        List<Expression> arguments = call.arguments();
        String name = call.function().name();
        if (name.equals("CAST")) {
            return "CAST(" + of(arguments.getFirst()) + " AS " + call.type().getDisplayName() + ")";
        }
        boolean symbol = !Character.isLetter(name.charAt(0));
        if (symbol && arguments.size() == 2) {
            return "(" + of(arguments.getFirst()) + " " + name + " " + of(arguments.getLast()) + ")";
        }
        return name + joined(arguments, ", ");
    }

    private static String caseOf(Case branches) {
        String whens = branches.branches().stream()
                .map(branch -> "WHEN " + of(branch.condition()) + " THEN " + of(branch.result()))
                .collect(Collectors.joining(" "));
        return "CASE " + whens + " ELSE " + of(branches.otherwise()) + " END";
    }

    private static String constant(Constant constant) {
        if (constant.value().isEmpty()) {
            return "NULL";
        }
        Type type = constant.type();
        BlockBuilder builder = type.createBlockBuilder(null, 1);
        writeNativeValue(type, builder, constant.value().get());
        Object value = type.getObjectValue(builder.build(), 0);
        boolean quoted = !(value instanceof Number || value instanceof Boolean);
        return quoted ? "'" + value + "'" : value.toString();
    }

    private static String joined(List<Expression> expressions, String separator) {
        return expressions.stream().map(ExpressionText::of).collect(Collectors.joining(separator, "(", ")"));
    }
}
