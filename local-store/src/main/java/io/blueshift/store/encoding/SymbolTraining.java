package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds good symbols for a sample of texts. Starting with none, each round encodes the sample, counts which symbols
 * and which pairs of neighbours occur, and keeps those that stand for most bytes; so symbols grow up to doubling per round.
 */
final class SymbolTraining {
    private static final int ROUNDS = 5;
    /** Numbers for counting: a byte that has no symbol is itself, a symbol 256 + its code. */
    private static final int BYTES = 256;
    private static final int NUMBERS = 2 * BYTES;
    /** A pair seen less often in 16 KB of sample would not stay. */
    private static final int PAIR_COUNT_MIN = 4;

    private final byte[] text;
    private final int[] offsets;
    private final int[] counts = new int[NUMBERS];
    private final int[] pairCounts = new int[NUMBERS * NUMBERS];

    /**
     * @param text with {@link ByteReader#SLACK} bytes behind the last
     * @param offsets of the texts in it, and the end
     */
    private SymbolTraining(byte[] text, int[] offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    private record Symbol(long bytes, int length) {}

    static SymbolMatcher train(byte[] text, int[] offsets) {
        SymbolTraining training = new SymbolTraining(text, offsets);
        SymbolMatcher matcher = new SymbolMatcher();
        for (int round = 0; round < ROUNDS; round++) {
            training.count(matcher);
            matcher = training.best(matcher);
        }
        return matcher;
    }

    private void count(SymbolMatcher matcher) {
        Arrays.fill(counts, 0);
        Arrays.fill(pairCounts, 0);
        for (int t = 0; t + 1 < offsets.length; t++) {
            int previous = -1;
            int i = offsets[t];
            while (i < offsets[t + 1]) {
                int code = matcher.match(ByteReader.longAt(text, i), offsets[t + 1] - i);
                int number = code == SymbolTable.ESCAPE ? text[i] & 0xFF : BYTES + code;
                counts[number]++;
                if (previous >= 0) {
                    pairCounts[previous * NUMBERS + number]++;
                }
                previous = number;
                i += code == SymbolTable.ESCAPE ? 1 : matcher.length(code);
            }
        }
    }

    private static Symbol symbol(SymbolMatcher matcher, int number) {
        return number < BYTES
                ? new Symbol(number, 1)
                : new Symbol(matcher.symbol(number - BYTES), matcher.length(number - BYTES));
    }

    private SymbolMatcher best(SymbolMatcher matcher) {
        Map<Symbol, Long> gains = new HashMap<>();
        for (int left = 0; left < BYTES + matcher.size(); left++) {
            if (counts[left] == 0) {
                continue;
            }
            Symbol first = symbol(matcher, left);
            // A byte without a symbol costs two: keeping those of one byte is worth more than their length
            gains.merge(first, (long) counts[left] * (first.length() == 1 ? 8 : first.length()), Long::sum);
            for (int right = 0; right < BYTES + matcher.size(); right++) {
                int pairs = pairCounts[left * NUMBERS + right];
                if (pairs >= PAIR_COUNT_MIN && first.length() < SymbolTable.SYMBOL_BYTES_MAX) {
                    Symbol joined = join(first, symbol(matcher, right));
                    gains.merge(joined, (long) pairs * joined.length(), Long::sum);
                }
            }
        }
        List<Map.Entry<Symbol, Long>> ranked = new ArrayList<>(gains.entrySet());
        ranked.sort(
                Map.Entry.<Symbol, Long>comparingByValue().reversed()
                        .thenComparing(entry -> entry.getKey().bytes(), Comparator.naturalOrder()));
        SymbolMatcher next = new SymbolMatcher();
        for (Map.Entry<Symbol, Long> entry : ranked) {
            next.add(entry.getKey().bytes(), entry.getKey().length());
        }
        return next;
    }

    private static Symbol join(Symbol left, Symbol right) {
        int length = Math.min(SymbolTable.SYMBOL_BYTES_MAX, left.length() + right.length());
        long bytes = left.bytes() | right.bytes() << 8 * left.length();
        return new Symbol(bytes, length);
    }
}
