package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Field;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.Let;
import io.blueshift.executor.ir.Local;

import java.util.stream.Collectors;

/**
 * The readable form of a shape, which tells apart what code is generated for: columns and parameters with their types.
 */
final class ShapeText {
    private ShapeText() {}

    static String of(Expression shape) {
        return switch (shape) {
            case Input input -> input.name() + " " + input.type();
            case Constant constant -> constant.value().isEmpty()
                    ? "NULL " + constant.type()
                    : "?" + ((ShapeParameter) constant.value().get()).index() + " " + constant.type();
            case Local local -> "$" + local.slot();
            case Call call -> call.function().name() + operands(call);
            case Let let -> "Let $" + let.slot() + operands(let);
            case Field field -> "Field " + field.field() + operands(field);
            default -> shape.getClass().getSimpleName() + operands(shape);
        };
    }

    private static String operands(Expression shape) {
        return Expressions.operands(shape).stream().map(ShapeText::of).collect(Collectors.joining(", ", "(", ")"));
    }
}
