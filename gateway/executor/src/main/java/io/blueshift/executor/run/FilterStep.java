package io.blueshift.executor.run;

import io.blueshift.executor.ir.Filter;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SourcePage;

/**
 * Keeps the rows for which all conjuncts are true. Reads only the columns that they use; those of rejected rows are never
 * asked for. Stops at the row that satisfies the demand, so no later row can raise an error.
 */
final class FilterStep implements Step {
    private final Evaluators conjuncts;

    FilterStep(Filter filter, ConnectorSession session) {
        this.conjuncts = new Evaluators(filter.conjuncts(), session);
    }

    @Override
    public SourcePage apply(SourcePage page, long demand) {
        int rows = page.getPositionCount();
        int[] selected = new int[rows];
        int count = 0;
        Row row = conjuncts.row(page);
        for (int position = 0; position < rows && count < demand; position++) {
            row.moveTo(position);
            if (accepts(row)) {
                selected[count++] = position;
            }
        }
        if (count < rows) {
            page.selectPositions(selected, 0, count);
        }
        return page;
    }

    private boolean accepts(Row row) {
        for (int i = 0; i < conjuncts.size(); i++) {
            if (conjuncts.get(i).evaluate(row) != Boolean.TRUE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long demand(long outputDemand) {
        return Long.MAX_VALUE;
    }
}
