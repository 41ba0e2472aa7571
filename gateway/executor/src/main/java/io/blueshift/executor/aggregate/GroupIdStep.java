package io.blueshift.executor.aggregate;

import io.blueshift.executor.ir.GroupId;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Repeats batches for each grouping set. Nothing is copied. */
public final class GroupIdStep implements Step {
    private final GroupId plan;
    private Batch input;
    private int set;

    public GroupIdStep(GroupId plan) {
        this.plan = plan;
    }

    @Override
    public void accept(Batch batch) {
        input = batch;
        set = 0;
    }

    @Override
    public Optional<Batch> next() {
        if (input == null || set == plan.sets().size()) {
            input = null;
            return Optional.empty();
        }
        int positions = input.positions();
        List<Integer> present = plan.sets().get(set);
        List<Vector> vectors = new ArrayList<>(plan.grouping().size() + plan.arguments().size() + 1);
        for (int i = 0; i < plan.grouping().size(); i++) {
            Vector column = input.vector(plan.grouping().get(i));
            vectors.add(present.contains(i) ? column : constant(column.type(), null, positions));
        }
        plan.arguments().forEach(argument -> vectors.add(input.vector(argument)));
        vectors.add(constant(BigintType.BIGINT, (long) set, positions));
        set++;
        return Optional.of(input.with(vectors));
    }

    private static Vector constant(Type type, Object value, int positions) {
        return Vector.of(type, RunLengthEncodedBlock.create(type, value, positions));
    }
}
