package io.blueshift.executor.compile;

import io.airlift.bytecode.BytecodeBlock;
import io.airlift.bytecode.MethodDefinition;
import io.airlift.bytecode.Parameter;
import io.airlift.bytecode.Variable;
import io.airlift.bytecode.control.IfStatement;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.ir.Lambda;
import io.blueshift.executor.ir.Local;
import io.blueshift.executor.runtime.interrupt.Interruption;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.airlift.bytecode.Access.FINAL;
import static io.airlift.bytecode.Access.STATIC;
import static io.airlift.bytecode.Access.a;
import static io.airlift.bytecode.Parameter.arg;
import static io.airlift.bytecode.ParameterizedType.type;
import static io.airlift.bytecode.expression.BytecodeExpressions.constantNull;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeStatic;
import static io.airlift.bytecode.expression.BytecodeExpressions.isNull;

/**
 * Emits lambdas: a static method for the body, and an object of the interface that the called function wants, which knows
 * the kernel, the row and the values that the body names.
 */
final class LambdaEmitter {
    private final KernelClass target;
    private final Frame frame;

    LambdaEmitter(KernelClass target, Frame frame) {
        this.target = target;
        this.frame = frame;
    }

    /** {@code lambda = (first, second) -> part2(this, row, local, first, second)} */
    Value emit(Lambda lambda, Class<?> functionalInterface, BytecodeBlock block) {
        List<Parameter> parameters = new ArrayList<>(List.of(arg("self", Kernel.class), arg("row", int.class)));
        List<BytecodeExpression> captured = new ArrayList<>(List.of(frame.self().cast(Kernel.class), frame.row()));
        List<Local> locals = List.copyOf(Expressions.freeLocals(lambda).values());
        List<Value> values = new ArrayList<>();
        for (Local local : locals) {
            Value value = frame.local(local.slot());
            captured.add(value.value());
            captured.add(value.isNull());
            Parameter inner = arg("local" + local.slot(), JavaForm.of(local.type()));
            Parameter innerIsNull = arg("localIsNull" + local.slot(), boolean.class);
            parameters.addAll(List.of(inner, innerIsNull));
            values.add(value.mayBeNull() ? Value.nullable(inner, innerIsNull) : Value.notNull(inner));
        }
        lambda.parameters().forEach(parameter -> parameters.add(
                arg("argument" + parameter.slot(), JavaForm.boxed(JavaForm.of(parameter.type())))));
        String name = method(lambda, parameters, locals, values);
        Method interfaceMethod = interfaceMethod(functionalInterface);
        Binding.LambdaTarget method = new Binding.LambdaTarget(name,
                MethodType.methodType(JavaForm.boxed(JavaForm.of(lambda.body().type())), classes(lambda, locals)),
                MethodType.methodType(interfaceMethod.getReturnType(), interfaceMethod.getParameterTypes()));
        Variable result = frame.declare(Object.class, "lambda");
        block.append(result.set(target.lambda(functionalInterface, interfaceMethod.getName(), method, captured)
                .cast(Object.class)));
        return Value.notNull(result);
    }

    private static List<Class<?>> classes(Lambda lambda, List<Local> locals) {
        List<Class<?>> classes = new ArrayList<>(List.of(Kernel.class, int.class));
        locals.forEach(local -> classes.addAll(List.of(JavaForm.of(local.type()), boolean.class)));
        lambda.parameters().forEach(parameter -> classes.add(JavaForm.boxed(JavaForm.of(parameter.type()))));
        return classes;
    }

    /**
     * <pre>
     * static Long part2(Kernel self, int row, long local, boolean localIsNull, Long first, Long second) {
     *     Interruption.check();
     *     ...
     *     return isNull ? null : value;
     * }
     * </pre>
     */
    private String method(Lambda lambda, List<Parameter> parameters, List<Local> locals, List<Value> values) {
        Class<?> result = JavaForm.boxed(JavaForm.of(lambda.body().type()));
        String name = target.nextPartName();
        MethodDefinition definition = target.definition().declareMethod(a(STATIC, FINAL), name, type(result),
                parameters);
        Frame inner = new Frame(definition, parameters.get(1), parameters.getFirst());
        for (int i = 0; i < locals.size(); i++) {
            inner.bind(locals.get(i).slot(), values.get(i));
        }
        // One row may have very many elements
        definition.getBody().append(invokeStatic(Interruption.class, "check", void.class));
        int first = parameters.size() - lambda.parameters().size();
        for (int i = 0; i < lambda.parameters().size(); i++) {
            Local parameter = lambda.parameters().get(i);
            inner.bind(parameter.slot(), unboxed(parameter, parameters.get(first + i), inner, definition.getBody()));
        }
        Value value = new ExpressionEmitter(target, inner).emit(lambda.body(), definition.getBody());
        definition.getBody()
                .append(new IfStatement().condition(value.isNull()).ifTrue(constantNull(result).ret()))
                .append(value.value().cast(result).ret());
        return name;
    }

    private static Value unboxed(Local local, Parameter boxed, Frame inner, BytecodeBlock body) {
        Class<?> form = JavaForm.of(local.type());
        Variable value = inner.declare(form, "value");
        Variable isNull = inner.declare(boolean.class, "isNull");
        body.append(isNull.set(isNull(boxed)))
                .append(new IfStatement().condition(isNull)
                        .ifTrue(new BytecodeBlock().initializeVariable(value))
                        .ifFalse(value.set(boxed.cast(form))));
        return Value.nullable(value, isNull);
    }

    private static Method interfaceMethod(Class<?> functionalInterface) {
        return Arrays.stream(functionalInterface.getMethods())
                .filter(method -> method.getName().equals("apply")).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(functionalInterface + " has no apply"));
    }
}
