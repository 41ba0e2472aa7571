package io.blueshift.demo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user asked for on the command line of {@code ./blueshift demo}.
 *
 * @param scale TPC-H scale factor; 1 stands for six million line items
 * @param exit whether to end after the queries instead of staying up
 * @param port the HTTP port to insist on; absent: 8080 or the next free one
 * @param directory where the demo's own directory is made; absent: the system's directory for temporary files
 * @param help whether only the usage is wanted
 */
public record DemoOptions(double scale, boolean exit, OptionalInt port, Optional<Path> directory, boolean help) {
    public static final double DEFAULT_SCALE = 0.05;
    public static final String USAGE = """
            Usage: blueshift demo [--scale N] [--exit] [--port PORT] [--directory DIR]
              --scale N        TPC-H scale factor, 0.05 unless given (300,000 line items)
              --exit           end after the queries; otherwise the server stays up until Ctrl-C
              --port PORT      HTTP port; without it 8080 or the next free one
              --directory DIR  keep the demo's files below DIR instead of the system's temporary directory
            Every run loads its data afresh and removes it when it ends.
            """;
    private static final double SCALE_MAX = 100;

    /**
     * Parses the arguments after {@code demo}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static DemoOptions parse(List<String> arguments) {
        double scale = DEFAULT_SCALE;
        boolean exit = false;
        boolean help = false;
        OptionalInt port = OptionalInt.empty();
        Optional<Path> directory = Optional.empty();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            switch (argument) {
                case "--scale" -> scale = number(argument, rest, SCALE_MAX);
                case "--exit" -> exit = true;
                case "--port" -> port = OptionalInt.of((int) number(argument, rest, 65_535));
                case "--directory" -> directory = Optional.of(Path.of(value(argument, rest)));
                case "--help", "-h", "help" -> help = true;
                default -> throw new IllegalArgumentException("Unexpected argument: " + argument);
            }
        }
        return new DemoOptions(scale, exit, port, directory, help);
    }

    /** The schema of the catalog {@code tpch} that generates this scale: {@code sf0.05}. */
    public String generatorSchema() {
        return scale == Math.rint(scale) ? "sf" + (long) scale : String.format(Locale.ROOT, "sf%s", scale);
    }

    private static double number(String option, Deque<String> rest, double max) {
        String text = value(option, rest);
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, like a number out of range
        }
        throw new IllegalArgumentException(
                "%s wants a number above 0, at most %.0f, not %s".formatted(option, max, text));
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return rest.pop();
    }
}
