package io.blueshift.executor.compile;

import io.airlift.slice.Slice;
import io.trino.spi.type.FunctionType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.Type;

/**
 * As what generated code holds a value in a local variable: long, double, boolean, Slice, Int128, and anything else as Object,
 * because its class may belong to a plugin that generated code does not see.
 */
final class JavaForm {
    private JavaForm() {}

    static Class<?> of(Type type) {
        if (type instanceof FunctionType) {
            return Object.class;
        }
        Class<?> java = type.getJavaType();
        return java.isPrimitive() || java == Slice.class || java == Int128.class ? java : Object.class;
    }

    static Class<?> boxed(Class<?> form) {
        if (form == long.class) {
            return Long.class;
        }
        if (form == double.class) {
            return Double.class;
        }
        return form == boolean.class ? Boolean.class : form;
    }
}
