package io.blueshift.server.planning.fuzz;

import java.time.Duration;
import java.util.function.Predicate;

/** Makes a query that shows a difference smaller while it shows one. */
record Shrinker(Predicate<Piece> differs) {
    private static final Duration TIME_MAX = Duration.ofSeconds(30);

    Piece shrink(Piece query) {
        long end = System.nanoTime() + TIME_MAX.toNanos();
        Piece smallest = query;
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Piece candidate : smallest.smaller()) {
                if (System.nanoTime() > end) {
                    return smallest;
                }
                if (candidate.sql().length() < smallest.sql().length() && differs.test(candidate)) {
                    smallest = candidate;
                    progress = true;
                    break;
                }
            }
        }
        return smallest;
    }
}
