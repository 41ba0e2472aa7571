package io.blueshift.server.planning.lower;

import io.blueshift.executor.function.ScalarFunction;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.SqlRow;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.InvocationConvention.InvocationArgumentConvention;
import io.trino.spi.function.InvocationConvention.InvocationReturnConvention;
import io.trino.spi.function.ScalarFunctionAdapter;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.List;

import static com.google.common.primitives.Primitives.wrap;
import static io.trino.spi.type.TypeUtils.writeNativeValue;

/**
 * ROW(...) and ARRAY[...] as functions of their values, any of which may be NULL.
 */
record ConstructorFunction(Type returnType, List<Type> argumentTypes) implements ScalarFunction {
    /** A JVM method takes 255 words of arguments, and an argument here at most three. */
    private static final int ARGUMENTS_MAX = 80;

    static ConstructorFunction of(Type type, int values) {
        if (values > ARGUMENTS_MAX) {
            throw new NotLowerableException(type instanceof RowType ? "Row" : "Array", "of " + values + " values");
        }
        return switch (type) {
            case RowType row -> new ConstructorFunction(row, row.getTypeParameters());
            case ArrayType array -> new ConstructorFunction(array, Collections.nCopies(values, array.getElementType()));
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    @Override
    public String name() {
        return returnType instanceof RowType ? "ROW" : "ARRAY";
    }

    @Override
    public boolean nullableArgument(int argument) {
        return true;
    }

    @Override
    public boolean nullableResult() {
        return false;
    }

    @Override
    public ScalarFunctionImplementation implementation(InvocationConvention convention) {
        List<Class<?>> parameters = argumentTypes.stream().<Class<?>>map(type -> wrap(type.getJavaType())).toList();
        MethodHandle handle = construct().bindTo(this).asCollector(Object[].class, parameters.size())
                .asType(MethodType.methodType(returnType.getJavaType(), parameters));
        InvocationConvention actual = new InvocationConvention(
                Collections.nCopies(parameters.size(), InvocationArgumentConvention.BOXED_NULLABLE),
                InvocationReturnConvention.FAIL_ON_NULL, false, false);
        return ScalarFunctionImplementation.builder()
                .methodHandle(ScalarFunctionAdapter.adapt(handle, returnType, argumentTypes, actual, convention))
                .build();
    }

    private static MethodHandle construct() {
        try {
            return MethodHandles.lookup().findVirtual(ConstructorFunction.class, "construct",
                    MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object construct(Object[] values) {
        if (returnType instanceof RowType) {
            Block[] fields = new Block[values.length];
            for (int i = 0; i < values.length; i++) {
                BlockBuilder field = argumentTypes.get(i).createBlockBuilder(null, 1);
                writeNativeValue(argumentTypes.get(i), field, values[i]);
                fields[i] = field.build();
            }
            return new SqlRow(0, fields);
        }
        Type element = ((ArrayType) returnType).getElementType();
        BlockBuilder elements = element.createBlockBuilder(null, values.length);
        for (Object value : values) {
            writeNativeValue(element, elements, value);
        }
        return elements.build();
    }
}
