package io.blueshift.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the user asked for on the command line of {@code ./blueshift bench}.
 *
 * @param suite name of the suite to run, not yet known to exist
 * @param scale size of the data; each suite has its own default
 * @param json file to which JSON lines are appended
 * @param runs repetitions; each suite has its own default
 * @param launcher the {@code blueshift} script, for suites that start the real thing
 */
public record BenchOptions(String suite, OptionalDouble scale, Optional<Path> json, OptionalInt runs, Path launcher) {
    public static final String USAGE = "Usage: blueshift bench SUITE [--scale N] [--json FILE] [--runs N]\n";

    /**
     * Parses the arguments after {@code bench}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static BenchOptions parse(List<String> arguments, Path launcher) {
        Optional<String> suite = Optional.empty();
        OptionalDouble scale = OptionalDouble.empty();
        Optional<Path> json = Optional.empty();
        OptionalInt runs = OptionalInt.empty();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            switch (argument) {
                case "--scale" -> scale = OptionalDouble.of(positive(argument, rest));
                case "--json" -> json = Optional.of(Path.of(value(argument, rest)));
                case "--runs" -> runs = OptionalInt.of((int) Math.max(1, positive(argument, rest)));
                default -> {
                    if (argument.startsWith("-") || suite.isPresent()) {
                        throw new IllegalArgumentException("Unexpected argument: " + argument);
                    }
                    suite = Optional.of(argument);
                }
            }
        }
        String name = suite.orElseThrow(() -> new IllegalArgumentException("Which suite?"));
        return new BenchOptions(name, scale, json, runs, launcher);
    }

    private static double positive(String option, Deque<String> rest) {
        String text = value(option, rest);
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, like zero
        }
        throw new IllegalArgumentException("%s wants a number above 0, not %s".formatted(option, text));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return rest.pop();
    }
}
