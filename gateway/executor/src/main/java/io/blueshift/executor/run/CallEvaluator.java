package io.blueshift.executor.run;

import io.blueshift.executor.function.ScalarFunction;
import io.trino.spi.connector.ConnectorSession;

import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * Calls a function through its method handle. One class per number of arguments spares the array.
 */
sealed interface CallEvaluator extends Evaluator {
    static CallEvaluator of(ScalarFunction function, List<Evaluator> arguments, ConnectorSession session) {
        MethodHandle handle = FunctionHandle.link(function, session);
        boolean[] nullable = new boolean[arguments.size()];
        for (int i = 0; i < nullable.length; i++) {
            nullable[i] = function.nullableArgument(i);
        }
        return switch (arguments.size()) {
            case 1 -> new One(handle, arguments.getFirst(), nullable[0]);
            case 2 -> new Two(handle, arguments.getFirst(), nullable[0], arguments.getLast(), nullable[1]);
            default -> new Many(handle.asSpreader(Object[].class, nullable.length),
                    arguments.toArray(Evaluator[]::new), nullable);
        };
    }

    /** One argument. */
    record One(MethodHandle handle, Evaluator argument, boolean nullable) implements CallEvaluator {
        @Override
        public Object evaluate(Row row) {
            Object value = argument.evaluate(row);
            if (value == null && !nullable) {
                return null;
            }
            try {
                return (Object) handle.invokeExact(value);
            } catch (Throwable e) {
                throw FunctionHandle.propagate(e);
            }
        }
    }

    /** Two arguments. */
    record Two(MethodHandle handle, Evaluator first, boolean firstNullable, Evaluator second, boolean secondNullable)
            implements
                CallEvaluator {
        @Override
        public Object evaluate(Row row) {
            Object a = first.evaluate(row);
            if (a == null && !firstNullable) {
                return null;
            }
            Object b = second.evaluate(row);
            if (b == null && !secondNullable) {
                return null;
            }
            try {
                return (Object) handle.invokeExact(a, b);
            } catch (Throwable e) {
                throw FunctionHandle.propagate(e);
            }
        }
    }

    /** Any other number of arguments. */
    record Many(MethodHandle handle, Evaluator[] arguments, boolean[] nullable) implements CallEvaluator {
        @Override
        public Object evaluate(Row row) {
            Object[] values = new Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].evaluate(row);
                if (values[i] == null && !nullable[i]) {
                    return null;
                }
            }
            try {
                return (Object) handle.invokeExact(values);
            } catch (Throwable e) {
                throw FunctionHandle.propagate(e);
            }
        }
    }
}
