package io.blueshift.server.planning.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Everything that is left to chance, from one seed. */
final class Choices {
    private final SplittableRandom random;

    private Choices(SplittableRandom random) {
        this.random = random;
    }

    static Choices of(long seed) {
        return new Choices(new SplittableRandom(seed));
    }

    /** The choices of one query of a round: the same whichever others were made before. */
    static Choices of(long seed, int query) {
        return of(seed * 1_000_003 + 7_919L * (query + 1));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From low to high, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T> List<T> shuffled(List<T> values) {
        List<T> result = new ArrayList<>(values);
        for (int i = result.size() - 1; i > 0; i--) {
            Collections.swap(result, i, random.nextInt(i + 1));
        }
        return result;
    }

    /** So many of the values, in any order, fewer if there are not enough. */
    <T> List<T> some(int count, List<T> values) {
        return shuffled(values).subList(0, Math.min(count, values.size()));
    }
}
