package io.blueshift.executor.spill;

import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Which columns of rows go to disk: those that somebody will look at afterwards. The others are NULL when the rows are back.
 *
 * @param types of all columns
 * @param channels of those that are written, ascending
 */
public record SpilledColumns(List<Type> types, List<Integer> channels) {
    public SpilledColumns {
        requireNonNull(types, "types is null");
        types = List.copyOf(types);
        channels = List.copyOf(channels);
    }

    /** @param wanted channels, in any order */
    public static SpilledColumns of(List<Type> types, Collection<Integer> wanted) {
        return new SpilledColumns(types, wanted.stream().distinct().sorted().toList());
    }

    public List<Type> writtenTypes() {
        return channels.stream().map(types::get).toList();
    }

    /** What is to be written of some rows. */
    public Batch narrow(Batch rows) {
        return rows.with(channels.stream().map(rows::vector).toList());
    }

    /** Written rows with all their columns. */
    public Batch widen(Batch written) {
        List<Vector> vectors = new ArrayList<>(types.size());
        for (int channel = 0; channel < types.size(); channel++) {
            int at = channels.indexOf(channel);
            Type type = types.get(channel);
            vectors.add(at >= 0
                    ? written.vector(at)
                    : Vector.of(type, RunLengthEncodedBlock.create(type, null, written.positions())));
        }
        return written.with(vectors);
    }
}
