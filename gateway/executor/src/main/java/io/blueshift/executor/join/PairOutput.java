package io.blueshift.executor.join;

import io.blueshift.executor.runtime.join.Gather;
import io.blueshift.executor.runtime.join.JoinTable;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;

/** Puts columns of the probe side and of the build side next to each other. */
final class PairOutput {
    private static final Vector.Loader NOT_KEPT = () -> {
        throw new IllegalStateException("A column of a build side is read that was not kept");
    };

    private final JoinTable table;
    private final List<Type> leftTypes;
    private final List<Type> rightTypes;
    private final List<Integer> outputs;

    /** @param outputs which columns to deliver, counted over the left ones followed by the right ones */
    PairOutput(JoinTable table, List<Type> leftTypes, List<Type> rightTypes, List<Integer> outputs) {
        this.table = table;
        this.leftTypes = leftTypes;
        this.rightTypes = rightTypes;
        this.outputs = outputs;
    }

    /** All columns of the pairs, as a filter sees them; those that are not kept cannot be read. */
    Batch candidates(Batch probe, Gather build) {
        List<Vector> vectors = new ArrayList<>(probe.vectors());
        for (int channel = 0; channel < rightTypes.size(); channel++) {
            Type type = rightTypes.get(channel);
            vectors.add(table.columns().get(channel).map(build::vector)
                    .orElseGet(() -> Vector.lazy(type, build.positions(), NOT_KEPT)));
        }
        return probe.with(vectors);
    }

    /** The outputs of candidates, of which a filter may have left fewer. */
    Batch outputs(Batch candidates) {
        List<Vector> vectors = new ArrayList<>(outputs.size());
        for (int channel : outputs) {
            vectors.add(candidates.vector(channel));
        }
        return candidates.with(vectors);
    }

    /** The outputs of probe rows and the build rows that belong to them. */
    Batch outputs(Batch probe, Gather build) {
        List<Vector> vectors = new ArrayList<>(outputs.size());
        for (int channel : outputs) {
            vectors.add(channel < leftTypes.size()
                    ? probe.vector(channel)
                    : build.vector(table.column(channel - leftTypes.size())));
        }
        return probe.with(vectors);
    }

    /** The outputs of probe rows that match nothing. */
    Batch withoutBuild(Batch probe) {
        List<Vector> vectors = new ArrayList<>(outputs.size());
        for (int channel : outputs) {
            vectors.add(channel < leftTypes.size()
                    ? probe.vector(channel)
                    : nulls(rightTypes.get(channel - leftTypes.size()), probe.positions()));
        }
        return probe.with(vectors);
    }

    /** The outputs of build rows that match nothing. */
    Batch withoutProbe(Gather build) {
        List<Vector> vectors = new ArrayList<>(outputs.size());
        for (int channel : outputs) {
            vectors.add(channel < leftTypes.size()
                    ? nulls(leftTypes.get(channel), build.positions())
                    : build.vector(table.column(channel - leftTypes.size())));
        }
        return Batch.of(build.positions(), vectors);
    }

    private static Vector nulls(Type type, int positions) {
        return Vector.of(type, RunLengthEncodedBlock.create(type, null, positions));
    }
}
