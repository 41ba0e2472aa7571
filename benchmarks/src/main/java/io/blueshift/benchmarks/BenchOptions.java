package io.blueshift.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the user asked for on the command line of {@code ./blueshift bench}.
 *
 * @param suite name of the suite to run, not yet known to exist
 * @param scale size of the data; each suite has its own default
 * @param json file to which JSON lines are appended
 * @param runs repetitions; each suite has its own default
 * @param special options that only some suites know, by their names
 * @param launcher the {@code blueshift} script, for suites that start the real thing
 */
public record BenchOptions(String suite, OptionalDouble scale, Optional<Path> json, OptionalInt runs,
        Map<String, String> special, Path launcher) {
    /** Numbers, or names, of the queries to measure, with commas between them. */
    public static final String QUERIES = "--queries";
    /** Names of the peers to measure, with commas between them. */
    public static final String PEERS = "--peers";
    /** The most memory that a query may take, for instance 256MB. */
    public static final String QUERY_MEMORY = "--query-memory";

    /** An unpacked server of Trino's, or its tar.gz. */
    public static final String TRINO_SERVER = "--trino-server";

    public static final String USAGE = """
            Usage: blueshift bench SUITE [--scale N] [--json FILE] [--runs N]
              suite tpch also: [--queries 1,6,...] [--peers duckdb,trino] [--query-memory SIZE]
              suite mixed also: [--queries 1,6,...] [--peers none] [--trino-server DIRECTORY|TAR.GZ]
              suite cancel also: [--queries sort,cross_join,...]
            """;
    private static final Set<String> SPECIAL = Set.of(QUERIES, PEERS, QUERY_MEMORY, TRINO_SERVER);

    public BenchOptions {
        special = Map.copyOf(special);
    }

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
        Map<String, String> special = new HashMap<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            switch (argument) {
                case "--scale" -> scale = OptionalDouble.of(positive(argument, rest));
                case "--json" -> json = Optional.of(Path.of(value(argument, rest)));
                case "--runs" -> runs = OptionalInt.of((int) Math.max(1, positive(argument, rest)));
                default -> {
                    if (SPECIAL.contains(argument)) {
                        special.put(argument, value(argument, rest));
                        continue;
                    }
                    if (argument.startsWith("-") || suite.isPresent()) {
                        throw new IllegalArgumentException("Unexpected argument: " + argument);
                    }
                    suite = Optional.of(argument);
                }
            }
        }
        String name = suite.orElseThrow(() -> new IllegalArgumentException("Which suite?"));
        return new BenchOptions(name, scale, json, runs, special, launcher);
    }

    /** The parts of a special option that is a list; empty where it was not given. */
    public List<String> list(String option) {
        return Optional.ofNullable(special.get(option)).map(value -> List.of(value.split(","))).orElse(List.of());
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
