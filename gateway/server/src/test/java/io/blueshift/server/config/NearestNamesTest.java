package io.blueshift.server.config;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNamesTest {
    private static final List<String> KNOWN = List.of("port", "memory", "data-directory", "catalogs-directory");

    @Test
    void misspellingsFindTheirName() {
        assertThat(NearestNames.nearest("prot", KNOWN)).containsExactly("port");
        assertThat(NearestNames.nearest("data-dir", KNOWN)).containsExactly("data-directory");
        assertThat(NearestNames.nearest("http-port", KNOWN)).containsExactly("port");
        assertThat(NearestNames.nearest("directory", KNOWN)).containsExactly("data-directory", "catalogs-directory");
    }

    @Test
    void strangersFindNothing() {
        assertThat(NearestNames.nearest("colour", KNOWN)).isEmpty();
        assertThat(NearestNames.question("colour", KNOWN)).isEmpty();
    }

    @Test
    void theQuestionNamesTheCandidates() {
        assertThat(NearestNames.question("directory", KNOWN))
                .isEqualTo(" Did you mean 'data-directory' or 'catalogs-directory'?");
    }
}
