package io.blueshift.executor.compile;

import io.airlift.bytecode.Access;
import io.airlift.bytecode.ClassDefinition;
import io.airlift.bytecode.ParameterizedType;
import io.airlift.bytecode.expression.BytecodeExpression;
import io.blueshift.executor.ir.Expression;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.airlift.bytecode.Access.FINAL;
import static io.airlift.bytecode.Access.a;
import static io.airlift.bytecode.expression.BytecodeExpressions.invokeDynamic;

/**
 * A class while it is generated: its methods so far, and what it will be given as its data.
 */
final class KernelClass {
    private final ClassDefinition definition;
    private final Variant variant;
    private final Set<Expression> parts;
    private final List<Object> bindings = new ArrayList<>();
    private final Map<Object, Integer> bindingIndexes = new HashMap<>();
    private final List<MethodHandle> instanceFactories = new ArrayList<>();
    private int nextMethod;

    /**
     * @param parts sub-expressions, by identity, that get methods of their own
     */
    KernelClass(String name, Variant variant, Set<Expression> parts) {
        this.definition = new ClassDefinition(a(FINAL, Access.SYNTHETIC),
                ParameterizedType.typeFromJavaClassName(name), ParameterizedType.type(Kernel.class));
        this.variant = variant;
        this.parts = parts;
        definition.declareDefaultConstructor(a(Access.PRIVATE));
    }

    ClassDefinition definition() {
        return definition;
    }

    boolean inputsMayBeNull() {
        return variant.nulls();
    }

    boolean isDense() {
        return variant.dense();
    }

    boolean isPart(Expression expression) {
        return parts.contains(expression);
    }

    String nextPartName() {
        return "part" + nextMethod++;
    }

    int splits() {
        return nextMethod;
    }

    /** Where {@link Kernel#instances} will hold what the factory makes. */
    int instance(MethodHandle factory) {
        instanceFactories.add(factory);
        return instanceFactories.size() - 1;
    }

    List<MethodHandle> instanceFactories() {
        return List.copyOf(instanceFactories);
    }

    Object[] bindings() {
        return bindings.toArray();
    }

    /** {@code name(arguments)}, where the name is bound to the handle. */
    BytecodeExpression call(String name, MethodHandle handle, List<BytecodeExpression> arguments) {
        return invokeDynamic(Binding.BOOTSTRAP, List.of(bind(handle)), name, handle.type(), arguments);
    }

    /** An object that is the same for all instances of the class. */
    <T> BytecodeExpression constant(Class<T> type, T object) {
        return invokeDynamic(Binding.BOOTSTRAP, List.of(bind(object)), "constant", MethodType.methodType(type));
    }

    /** An object of the functional interface that applies the method after some arguments. */
    BytecodeExpression lambda(Class<?> type, String interfaceMethod, Binding.LambdaTarget method,
            List<BytecodeExpression> arguments) {
        MethodType capture = method.methodType()
                .dropParameterTypes(arguments.size(), method.methodType().parameterCount()).changeReturnType(type);
        return invokeDynamic(Binding.LAMBDA, List.of(bind(method)), interfaceMethod, capture, arguments);
    }

    private int bind(Object object) {
        return bindingIndexes.computeIfAbsent(object, _ -> {
            bindings.add(object);
            return bindings.size() - 1;
        });
    }
}
