package io.blueshift.executor.compile;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * Links call sites of generated code to what the class was given as its data: a method handle is called, anything else
 * is returned. Both are constants to the JVM's compiler.
 */
final class Binding {
    static final Method BOOTSTRAP = bootstrapMethod("bootstrap");
    static final Method LAMBDA = bootstrapMethod("lambda");

    private Binding() {}

    static CallSite bootstrap(Lookup lookup, String name, MethodType type, int index) throws IllegalAccessException {
        Object bound = MethodHandles.classData(lookup, "_", Object[].class)[index];
        MethodHandle target = bound instanceof MethodHandle handle
                ? handle
                : MethodHandles.constant(type.returnType(), bound);
        return new ConstantCallSite(target.asType(type));
    }

    /** Makes objects that apply a method of the class: what the call site is given are the method's first arguments. */
    static CallSite lambda(Lookup lookup, String name, MethodType type, int index)
            throws ReflectiveOperationException, LambdaConversionException {
        LambdaTarget lambda = (LambdaTarget) MethodHandles.classData(lookup, "_", Object[].class)[index];
        MethodHandle method = lookup.findStatic(lookup.lookupClass(), lambda.method(), lambda.methodType());
        MethodType applied = lambda.methodType().dropParameterTypes(0, type.parameterCount());
        return LambdaMetafactory.metafactory(lookup, name, type, lambda.interfaceType(), method, applied);
    }

    /**
     * A lambda's method.
     *
     * @param interfaceType what the interface's method takes and gives
     */
    record LambdaTarget(String method, MethodType methodType, MethodType interfaceType) {}

    private static Method bootstrapMethod(String name) {
        try {
            return Binding.class.getDeclaredMethod(name, Lookup.class, String.class, MethodType.class,
                    int.class);
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
