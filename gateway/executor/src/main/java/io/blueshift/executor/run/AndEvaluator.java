package io.blueshift.executor.run;

import java.util.List;

/**
 * AND of any number of terms.
 */
record AndEvaluator(List<Evaluator> terms) implements Evaluator {
    @Override
    public Object evaluate(Row row) {
        boolean sawNull = false;
        for (Evaluator term : terms) {
            Boolean value = (Boolean) term.evaluate(row);
            if (value == null) {
                sawNull = true;
            } else if (!value) {
                return Boolean.FALSE;
            }
        }
        return sawNull ? null : Boolean.TRUE;
    }
}
