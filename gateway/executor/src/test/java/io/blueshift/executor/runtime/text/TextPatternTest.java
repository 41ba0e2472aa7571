package io.blueshift.executor.runtime.text;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Patterns with {@code %} find what regular expressions find. */
final class TextPatternTest {
    private static final int ROUNDS = 20_000;
    // Few letters, so that pieces are found often and almost found more often; some of several bytes
    private static final String[] LETTERS = {"a", "b", "ab", "é", "è", "€", "\u0001", "\n"};

    private static boolean matches(String pattern, String text) {
        // Inside a larger array, whose other bytes must not be seen
        Slice around = Slices.utf8Slice("a" + text + "ab");
        return TextPattern.of(pattern).matches(around.slice(1, around.length() - 3));
    }

    private static String random(Random random, int lettersMax, boolean wild) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(lettersMax + 1); length > 0; length--) {
            text.append(wild && random.nextInt(4) == 0 ? "%" : LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private static boolean expected(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (String piece : pattern.split("%", -1)) {
            regex.append(regex.isEmpty() ? "^" : ".*").append(piece.isEmpty() ? "" : Pattern.quote(piece));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    @Test
    void findsWhatRegularExpressionsFind() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String pattern = random(random, 6, true);
            String text = random(random, random.nextInt(4) == 0 ? 60 : 12, false);
            assertThat(matches(pattern, text)).as("'%s' LIKE '%s', seed %d", text, pattern, seed)
                    .isEqualTo(expected(pattern, text));
        }
    }

    @Test
    void piecesDoNotOverlap() {
        assertThat(matches("%aba%bab%", "xxababxxxxxxxxxx")).isFalse();
        assertThat(matches("%aba%bab%", "xxabaxxxxxxxxxbab")).isTrue();
        assertThat(matches("ab%ba", "aba")).isFalse();
        assertThat(matches("ab%ba", "abba")).isTrue();
    }

    @Test
    void anythingAndNothing() {
        assertThat(matches("%", "")).isTrue();
        assertThat(matches("%%", "x")).isTrue();
        assertThat(matches("", "")).isTrue();
        assertThat(matches("", "x")).isFalse();
        assertThat(matches("%x", "")).isFalse();
    }
}
