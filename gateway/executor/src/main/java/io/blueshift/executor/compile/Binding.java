package io.blueshift.executor.compile;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
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
    static final Method BOOTSTRAP = bootstrapMethod();

    private Binding() {}

    static CallSite bootstrap(Lookup lookup, String name, MethodType type, int index) throws IllegalAccessException {
        Object bound = MethodHandles.classData(lookup, "_", Object[].class)[index];
        MethodHandle target = bound instanceof MethodHandle handle
                ? handle
                : MethodHandles.constant(type.returnType(), bound);
        return new ConstantCallSite(target.asType(type));
    }

    private static Method bootstrapMethod() {
        try {
            return Binding.class.getDeclaredMethod("bootstrap", Lookup.class, String.class, MethodType.class,
                    int.class);
        } catch (NoSuchMethodException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
