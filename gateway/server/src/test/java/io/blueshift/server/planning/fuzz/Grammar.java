package io.blueshift.server.planning.fuzz;

import java.io.IOException;
import java.util.List;

/** All templates. */
record Grammar(List<Template> expressions, List<Template> aggregates, List<Template> windows) {
    static Grammar read() throws IOException {
        return new Grammar(Template.read("expressions.txt"), Template.read("aggregates.txt"),
                Template.read("windows.txt"));
    }
}
