package io.blueshift.executor.join;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.IsNull;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Or;
import io.trino.spi.type.BigintType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The definition of a join, as slow as it is plain. Keys are the first columns, then comes a number. */
final class NestedLoop {
    /** Stands for: the numbers in the two channels add up to one that three does not divide. */
    static Expression filter(int left, int right) {
        return new Or(List.of(new IsNull(new Input(left, "left", BigintType.BIGINT)),
                new IsNull(new Input(right, "right", BigintType.BIGINT))));
    }

    private NestedLoop() {}

    static List<String> join(List<List<Object>> left, int leftColumns, List<List<Object>> right, int rightColumns,
            Join join, int keys) {
        List<String> texts = new ArrayList<>();
        boolean[] visited = new boolean[right.size()];
        for (List<Object> probe : left) {
            boolean matched = false;
            for (int i = 0; i < right.size(); i++) {
                if (matches(probe, right.get(i), keys, join.filter().isPresent())) {
                    matched = true;
                    visited[i] = true;
                    if (!join.type().isOfLeft() && !join.type().isOfRight()) {
                        texts.add(text(probe, right.get(i), join));
                    }
                }
            }
            if (matched ? join.type() == Join.Type.LEFT_SEMI : join.type().keepsLeft()) {
                texts.add(text(probe, Collections.nCopies(rightColumns, null), join));
            }
        }
        for (int i = 0; i < right.size(); i++) {
            if (visited[i] ? join.type() == Join.Type.RIGHT_SEMI : join.type().keepsRight()) {
                texts.add(text(Collections.nCopies(leftColumns, null), right.get(i), join));
            }
        }
        return texts;
    }

    private static boolean matches(List<Object> left, List<Object> right, int keys, boolean filtered) {
        for (int key = 0; key < keys; key++) {
            if (!equal(left.get(key), right.get(key))) {
                return false;
            }
        }
        return !filtered || ((long) left.get(keys) + (long) right.get(keys)) % 3 != 0;
    }

    static boolean equal(Object left, Object right) {
        if (left == null || right == null) {
            return false;
        }
        return left instanceof Double number ? number.doubleValue() == (double) right : left.equals(right);
    }

    private static String text(List<Object> left, List<Object> right, Join join) {
        Object[] pair = new Object[left.size() + right.size()];
        Arrays.setAll(pair, i -> i < left.size() ? left.get(i) : right.get(i - left.size()));
        List<Object> row = new ArrayList<>();
        join.outputs().forEach(output -> row.add(pair[output]));
        return JoinRows.text(row);
    }
}
