package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.runtime.aggregate.PartialSum;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in an array sums of several expressions stand, group after group:
 *
 * <pre>
 * rows | values that are not NULL, sum (1, 2 or 4 words) | values that are not NULL, sum | ...
 * </pre>
 *
 * Values are counted only by code in which some can be NULL.
 *
 * @param words of a group
 */
record SumLayout(List<PartialSum> forms, List<Integer> places, int words) {
    static SumLayout of(List<Expression> expressions) {
        List<PartialSum> forms = expressions.stream()
                .map(expression -> PartialSum.of(expression.type()).orElseThrow()).toList();
        List<Integer> places = new ArrayList<>();
        int next = 1;
        for (PartialSum form : forms) {
            places.add(next);
            next += 1 + form.words();
        }
        return new SumLayout(forms, List.copyOf(places), next);
    }

    /** Where in a group's words the values of an expression are counted. */
    int countPlace(int expression) {
        return places.get(expression);
    }

    /** Where in a group's words the sum of an expression begins. */
    int sumPlace(int expression) {
        return places.get(expression) + 1;
    }
}
