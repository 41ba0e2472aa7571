package io.blueshift.server.planning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The queries that are known to stay with Trino's operators, one name per line of a file of test resources, which is
 * meant to become empty. With {@code -Dblueshift.corpus.update=true} the file is written instead of compared.
 */
record NotCompiledList(String file) {
    private static final String UPDATE = "blueshift.corpus.update";

    /** @param actual names of the queries that were not compiled, with the reasons */
    void check(Map<String, String> actual) throws IOException {
        // Tests run in the directory of their module
        Path path = Path.of("src/test/resources/corpus", file);
        if (Boolean.getBoolean(UPDATE)) {
            Files.write(path, new TreeSet<>(actual.keySet()));
            return;
        }
        List<String> expected = Files.readAllLines(path);
        assertThat(actual.keySet()).as("not compiled, of %s; if right, run the test again with -D%s=true: %s", file,
                UPDATE, actual).containsExactlyInAnyOrderElementsOf(expected);
    }
}
