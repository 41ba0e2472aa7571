package io.blueshift.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The main class of {@code ./blueshift bench}: runs one suite, prints its table, and appends JSON lines on request.
 * Ends with 0 when everything was measured and right, 1 when a suite failed or a result was wrong, 2 on a usage error.
 */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Suites.all(), System.out, System.err));
    }

    static int run(List<String> arguments, List<Suite> suites, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || List.of("help", "--help", "-h", "--list").contains(arguments.getFirst())) {
            out.print(BenchOptions.USAGE + Suites.list(suites));
            return arguments.isEmpty() ? 2 : 0;
        }
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments, launcher());
        } catch (IllegalArgumentException e) {
            err.print(e.getMessage() + "\n" + BenchOptions.USAGE);
            return 2;
        }
        Optional<Suite> suite = suites.stream().filter(known -> known.name().equals(options.suite())).findFirst();
        if (suite.isEmpty()) {
            err.print("No suite is called %s\n%s".formatted(options.suite(), Suites.list(suites)));
            return 2;
        }
        return measure(suite.get(), options, out, err);
    }

    private static int measure(Suite suite, BenchOptions options, PrintStream out, PrintStream err) {
        BenchReport report = new BenchReport(out, options.json());
        out.println("Suite %s: %s".formatted(suite.name(), suite.summary()));
        try {
            suite.run(options, report);
            report.print();
            return 0;
        } catch (WrongResultException e) {
            report.print();
            err.println("Wrong result: " + e.getMessage());
            return 1;
        } catch (Exception e) {
            report.print();
            err.println("The suite failed: " + e);
            e.printStackTrace(err);
            return 1;
        }
    }

    /** The script that started us, which it names in a system property; else the one in the working directory. */
    private static Path launcher() {
        return Path.of(System.getProperty("blueshift.root", ".")).resolve("blueshift").toAbsolutePath().normalize();
    }
}
