package io.blueshift.executor.run;

import java.util.List;

/**
 * OR of any number of terms.
 */
record OrEvaluator(List<Evaluator> terms) implements Evaluator {
    @Override
    public Object evaluate(Row row) {
        boolean sawNull = false;
        for (Evaluator term : terms) {
            Boolean value = (Boolean) term.evaluate(row);
            if (value == null) {
                sawNull = true;
            } else if (value) {
                return Boolean.TRUE;
            }
        }
        return sawNull ? null : Boolean.FALSE;
    }
}
