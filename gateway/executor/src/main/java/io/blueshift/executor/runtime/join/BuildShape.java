package io.blueshift.executor.runtime.join;

import io.trino.spi.type.Type;

import java.util.List;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * What there is to keep of the build side.
 *
 * @param types of its columns
 * @param keyChannels the columns that are keys; none makes all rows match
 * @param kept the columns whose values are wanted afterwards
 * @param keepsKeyless whether rows are kept that can match nothing
 * @param chained whether all rows of a key are to be found, not just one of them
 */
public record BuildShape(JoinKeys keys, List<Type> types, List<Integer> keyChannels, List<Integer> kept,
        boolean keepsKeyless, boolean chained) {
    public BuildShape {
        requireNonNull(keys, "keys is null");
        types = List.copyOf(types);
        keyChannels = List.copyOf(keyChannels);
        boolean hashed = keys.longs().isEmpty();
        List<Integer> wanted = kept;
        List<Integer> compared = keyChannels;
        // Rows whose hashes are equal have their keys compared
        kept = IntStream.range(0, types.size())
                .filter(channel -> wanted.contains(channel) || hashed && compared.contains(channel)).boxed().toList();
    }
}
