package io.blueshift.executor.run;

import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.In;
import io.trino.spi.connector.ConnectorSession;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * IN: constants by hash, everything else by comparison, as Trino's generated code does it.
 */
final class InEvaluator implements Evaluator {
    private final Evaluator value;
    private final Map<Long, List<Object>> constants;
    private final List<Evaluator> others;
    private final MethodHandle equal;
    private final MethodHandle hash;
    private final MethodHandle indeterminate;

    private InEvaluator(Evaluator value, Map<Long, List<Object>> constants, List<Evaluator> others, Handles handles) {
        this.value = value;
        this.constants = constants;
        this.others = others;
        this.equal = handles.equal;
        this.hash = handles.hash;
        this.indeterminate = handles.indeterminate;
    }

    static InEvaluator of(In in, Evaluator value, ExpressionInterpreter interpreter, ConnectorSession session) {
        Handles handles = new Handles(FunctionHandle.link(in.equality().equal(), session),
                FunctionHandle.link(in.equality().hash(), session),
                FunctionHandle.link(in.equality().indeterminate(), session));
        Map<Long, List<Object>> constants = new HashMap<>();
        List<Evaluator> others = new ArrayList<>();
        for (Expression candidate : in.candidates()) {
            if (candidate instanceof Constant constant && constant.value().isPresent()
                    && !(boolean) call(handles.indeterminate, constant.value().get())) {
                Object known = constant.value().get();
                constants.computeIfAbsent((Long) call(handles.hash, known), _ -> new ArrayList<>()).add(known);
            } else {
                others.add(interpreter.evaluator(candidate));
            }
        }
        return new InEvaluator(value, constants, others, handles);
    }

    @Override
    public Object evaluate(Row row) {
        Object wanted = value.evaluate(row);
        if (wanted == null) {
            return null;
        }
        if (isConstant(wanted)) {
            return Boolean.TRUE;
        }
        if (others.isEmpty()) {
            // Without this, a value with a NULL inside would be found different from all constants
            return (boolean) call(indeterminate, wanted) ? null : Boolean.FALSE;
        }
        boolean sawNull = false;
        for (Evaluator other : others) {
            Object candidate = other.evaluate(row);
            Object same = candidate == null ? null : call(equal, wanted, candidate);
            if (Boolean.TRUE.equals(same)) {
                return Boolean.TRUE;
            }
            sawNull |= same == null;
        }
        return sawNull ? null : Boolean.FALSE;
    }

    private boolean isConstant(Object wanted) {
        if (constants.isEmpty()) {
            return false;
        }
        for (Object constant : constants.getOrDefault((Long) call(hash, wanted), List.of())) {
            if (Boolean.TRUE.equals(call(equal, wanted, constant))) {
                return true;
            }
        }
        return false;
    }

    private static Object call(MethodHandle handle, Object argument) {
        try {
            return (Object) handle.invokeExact(argument);
        } catch (Throwable e) {
            throw FunctionHandle.propagate(e);
        }
    }

    private static Object call(MethodHandle handle, Object first, Object second) {
        try {
            return (Object) handle.invokeExact(first, second);
        } catch (Throwable e) {
            throw FunctionHandle.propagate(e);
        }
    }

    private record Handles(MethodHandle equal, MethodHandle hash, MethodHandle indeterminate) {}
}
