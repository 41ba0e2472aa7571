package io.blueshift.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * What the demo says, on a terminal and in a pipe alike: whole words, no cursor tricks. Only headings differ, bold on a
 * terminal. Lines are whole also when several threads speak.
 */
public final class DemoConsole {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean styled;

    private DemoConsole(PrintStream out, boolean styled) {
        this.out = out;
        this.styled = styled;
    }

    /** Standard output; styled where it is a terminal that can do it and the user has not forbidden it (NO_COLOR). */
    public static DemoConsole standard() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        String kind = System.getenv().getOrDefault("TERM", "dumb");
        return new DemoConsole(System.out, terminal && !kind.equals("dumb") && System.getenv("NO_COLOR") == null);
    }

    /** Any stream, never styled. */
    public static DemoConsole plain(PrintStream out) {
        return new DemoConsole(out, false);
    }

    public synchronized void heading(String text) {
        out.println();
        out.println(styled ? BOLD + text + PLAIN : text);
        out.flush();
    }

    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Does something that takes a moment: says what before, and how it went and how long it took after. */
    public <T> T step(String label, Callable<Outcome<T>> work) throws Exception {
        out.print("  %-34s ".formatted(label));
        out.flush();
        long begin = System.nanoTime();
        try {
            Outcome<T> outcome = work.call();
            line("%s, %s".formatted(outcome.remark(), seconds(Duration.ofNanos(System.nanoTime() - begin))));
            return outcome.value();
        } catch (Exception e) {
            line("failed");
            throw e;
        }
    }

    /** What a step made, and what to say about it. */
    public record Outcome<T>(T value, String remark) {}

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    static String count(long rows) {
        return String.format(Locale.ROOT, rows == 1 ? "%,d row" : "%,d rows", rows);
    }
}
