package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.control.IfStatement;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.function.ScalarFunction;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Lambda;
import io.blueshift.executor.ir.Let;
import io.blueshift.executor.runtime.interrupt.Interruption;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.FunctionType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.airlift.bytecode.expression.BytecodeExpressions.constantNull;
import static io.airlift.bytecode.expression.BytecodeExpressions.inlineIf;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.isNotNull;
import static io.airlift.bytecode.expression.BytecodeExpressions.not;

/**
 * Emits function calls: for the hot functions a method or an instruction, for all others the function's own handle.
 */
final class CallEmitter {
    private final KernelClass target;
    private final Frame frame;
    private final ExpressionEmitter expressions;
    private final TextEquality texts;
    private final LambdaEmitter lambdas;

    CallEmitter(KernelClass target, Frame frame, ExpressionEmitter expressions) {
        this.target = target;
        this.frame = frame;
        this.expressions = expressions;
        this.texts = new TextEquality(target, frame);
        this.lambdas = new LambdaEmitter(target, frame);
    }

    Value emit(Call call, BytecodeBlock block) {
        return texts.emit(call, block).orElseGet(() -> emitCall(call, block));
    }

    /**
     * <pre>
     * result = NULL;
     * first = ...;
     * if (!firstIsNull) {
     *     second = ...;
     *     if (!secondIsNull) {
     *         result = function(first, second);
     *     }
     * }
     * </pre>
     */
    private Value emitCall(Call call, BytecodeBlock block) {
        ScalarFunction function = call.function();
        ExpressionEmitter.Target result = expressions.new Target(call.type());
        BytecodeBlock start = new BytecodeBlock();
        block.append(start);
        BytecodeBlock inner = block;
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            Expression argument = call.arguments().get(i);
            Value value = isFunction(argument)
                    ? lambda(argument, lambdaInterface(call, i), inner)
                    : expressions.emit(argument, inner);
            arguments.add(value);
            if (value.mayBeNull() && !function.nullableArgument(i)) {
                BytecodeBlock then = new BytecodeBlock();
                inner.append(new IfStatement().condition(not(value.isNull())).ifTrue(then));
                inner = then;
            }
        }
        boolean mayBeSkipped = inner != block;
        if (mayBeSkipped) {
            start.append(result.clear());
        }
        result.set(invoke(function, arguments, inner), inner);
        return mayBeSkipped ? result.valueOrNull() : result.value();
    }

    private static boolean isFunction(Expression argument) {
        return argument.type() instanceof FunctionType;
    }

    /** A lambda, after the values that it names and that are the same however often it is applied. */
    private Value lambda(Expression argument, Class<?> functionalInterface, BytecodeBlock block) {
        return switch (argument) {
            case Let let -> {
                frame.bind(let.slot(), expressions.emit(let.value(), block));
                yield lambda(let.body(), functionalInterface, block);
            }
            case Lambda lambda -> lambdas.emit(lambda, functionalInterface, block);
            default -> throw new IllegalArgumentException("No lambda: " + argument);
        };
    }

    private static Class<?> lambdaInterface(Call call, int argument) {
        int index = (int) call.arguments().subList(0, argument).stream().filter(CallEmitter::isFunction).count();
        return FunctionLink.of(call.function()).lambdaInterfaces().get(index);
    }

    private Value invoke(ScalarFunction function, List<Value> arguments, BytecodeBlock block) {
        Optional<BytecodeExpression> intrinsic = Intrinsics.apply(function,
                arguments.stream().map(Value::value).toList());
        return intrinsic.isPresent() ? Value.notNull(intrinsic.get()) : invokeHandle(function, arguments, block);
    }

    /** {@code Interruption.check(); boxed = function(instance, session, first, second, secondIsNull)} */
    Value invokeHandle(ScalarFunction function, List<Value> arguments, BytecodeBlock block) {
        FunctionLink link = FunctionLink.of(function);
        List<BytecodeExpression> passed = new ArrayList<>();
        link.instanceFactory().ifPresent(factory -> passed.add(frame.instance(target.instance(factory))));
        if (link.needsSession()) {
            passed.add(frame.self().getField("session", ConnectorSession.class));
        }
        for (int i = 0; i < arguments.size(); i++) {
            boolean flagged = function.nullableArgument(i)
                    && JavaForm.of(function.argumentTypes().get(i)).isPrimitive();
            passed.addAll(flagged ? flagged(function, i, arguments.get(i)) : List.of(arguments.get(i).value()));
        }
        if (function.operator().isEmpty()) {
            // A batch has thousands of rows, each of which may cost a millisecond
            block.append(invokeStatic(Interruption.class, "check", void.class));
        }
        BytecodeExpression call = target.call("call", link.handle(), passed);
        Class<?> form = JavaForm.of(function.returnType());
        Variable result = frame.declare(form, "result");
        if (!function.nullableResult()) {
            block.append(result.set(call));
            return Value.notNull(result);
        }
        Variable isNull = frame.declare(boolean.class, "isNull");
        unbox(call, form, result, isNull, block);
        return Value.nullable(result, isNull);
    }

    /** {@code value, isNull} or, of a function with very many arguments, {@code isNull ? null : boxed value} */
    private static List<BytecodeExpression> flagged(ScalarFunction function, int argument, Value value) {
        if (FunctionLink.takesFlags(function)) {
            return List.of(value.value(), value.isNull());
        }
        Class<?> boxed = JavaForm.boxed(JavaForm.of(function.argumentTypes().get(argument)));
        return List.of(inlineIf(value.isNull(), constantNull(boxed), value.value().cast(boxed)));
    }

    /**
     * <pre>
     * boxed = call;
     * isNull = boxed == null;
     * result = isNull ? default : unboxed;
     * </pre>
     */
    private void unbox(BytecodeExpression call, Class<?> form, Variable result, Variable isNull, BytecodeBlock block) {
        Variable boxed = form.isPrimitive() ? frame.declare(JavaForm.boxed(form), "boxed") : result;
        block.append(boxed.set(call)).append(isNull.set(not(isNotNull(boxed))));
        if (form.isPrimitive()) {
            block.append(new IfStatement().condition(isNull)
                    .ifTrue(new BytecodeBlock().initializeVariable(result))
                    .ifFalse(result.set(boxed.cast(form))));
        }
    }
}
