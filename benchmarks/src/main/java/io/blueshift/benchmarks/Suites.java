package io.blueshift.benchmarks;

import java.util.List;

/** Every suite there is. A new suite is one class and one line here. */
public final class Suites {
    private Suites() {}

    public static List<Suite> all() {
        return List.of(new ServerSuite(), new StoreSuite(), new TpchSuite(),
                new CancelSuite(), new SourcesSuite(), new MixedSuite());
    }

    /** The suites with their summaries, one per line. */
    static String list(List<Suite> suites) {
        StringBuilder text = new StringBuilder("Suites:\n");
        suites.forEach(suite -> text.append("  %-10s %s\n".formatted(suite.name(), suite.summary())));
        return text.toString();
    }
}
