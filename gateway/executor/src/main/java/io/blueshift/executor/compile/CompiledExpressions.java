package io.blueshift.executor.compile;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;

import java.util.ArrayList;
import java.util.List;

/**
 * One thread's conditions and projections. Each conjunct looks only at the rows that those before it left, so columns that
 * none of these read are not even loaded once no row is left.
 */
final class CompiledExpressions implements RowExpressions {
    private final List<Condition> conditions;
    private final List<Projection> projections;
    private final boolean needsDense;

    CompiledExpressions(List<Condition> conditions, List<Projection> projections) {
        this.conditions = List.copyOf(conditions);
        this.projections = List.copyOf(projections);
        this.needsDense = projections.stream().anyMatch(Projection::needsDense);
    }

    @Override
    public Batch filter(Batch input) {
        Batch batch = input;
        int[] selected = null;
        for (Condition condition : conditions) {
            if (batch.count() == 0) {
                break;
            }
            if (selected == null) {
                selected = new int[batch.count()];
            }
            int count = condition.select(batch, selected);
            if (count < batch.count()) {
                batch = batch.select(selected, count);
            } else if (!batch.isDense() && batch.rows() != selected) {
                // What the next condition writes must not be what the input selected
                batch = batch.select(selected, count);
            }
        }
        return batch;
    }

    @Override
    public Batch project(Batch input) {
        Batch batch = needsDense ? input.compact() : input.withoutGaps();
        List<Vector> vectors = new ArrayList<>(projections.size());
        for (Projection projection : projections) {
            vectors.add(projection.project(batch));
        }
        return batch.with(vectors);
    }
}
