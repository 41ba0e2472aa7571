package io.blueshift.executor.run;

import java.util.List;

/**
 * CASE: the result that belongs to the first condition that is true.
 */
record CaseEvaluator(List<Evaluator> conditions, List<Evaluator> results, Evaluator otherwise) implements Evaluator {
    @Override
    public Object evaluate(Row row) {
        for (int i = 0; i < conditions.size(); i++) {
            if (Boolean.TRUE.equals(conditions.get(i).evaluate(row))) {
                return results.get(i).evaluate(row);
            }
        }
        return otherwise.evaluate(row);
    }
}
