package io.blueshift.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names that a mistyped one probably meant. */
public final class NearestNames {
    private static final int CANDIDATES_MAX = 3;

    private NearestNames() {}

    /** Up to three known names, nearest first, that a reader would accept as a misspelling of {@code name}. */
    public static List<String> nearest(String name, Collection<String> known) {
        return known.stream().filter(candidate -> resembles(name, candidate))
                .sorted(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(CANDIDATES_MAX).toList();
    }

    /** " Did you mean 'a' or 'b'?", or nothing where no known name resembles the given one. */
    public static String question(String name, Collection<String> known) {
        List<String> candidates = nearest(name, known);
        return candidates.isEmpty() ? "" : " Did you mean '" + String.join("' or '", candidates) + "'?";
    }

    private static boolean resembles(String name, String candidate) {
        if (name.length() >= 3 && (candidate.contains(name) || name.contains(candidate))) {
            return true;
        }
        return distance(name, candidate) <= Math.max(2, Math.max(name.length(), candidate.length()) / 3);
    }

    /** Levenshtein's distance, one row of the matrix at a time. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= right.length(); column++) {
                int substituted = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(substituted, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[right.length()];
    }
}
