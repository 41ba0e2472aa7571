package io.blueshift.store.catalog;

import io.blueshift.store.StoreFixture;
import io.trino.spi.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A process is killed while it commits, again and again: what it acknowledged is there, and of what it was doing either
 * everything or nothing. {@code -Dblueshift.crash.rounds=N} runs more rounds.
 */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("blueshift.crash.rounds", 3);

    @TempDir
    private Path directory;

    @Test
    void everyAcknowledgedCommitSurvivesAndNoneIsHalfThere() throws Exception {
        Random random = new Random();
        int done = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int acknowledged = runAndKill(done, random.nextInt(400));
            try (LocalStore store = LocalStore.open(directory, TESTING_TYPE_MANAGER)) {
                Map<String, Map<Long, Long>> actual = contents(store);
                assertThat(actual).as("after %d acknowledged commits", acknowledged).isIn(
                        CrashingWriter.stateAfter(acknowledged),
                        CrashingWriter.stateAfter(acknowledged + 1));
                // The next round goes on from what is there
                done = actual.equals(CrashingWriter.stateAfter(acknowledged)) ? acknowledged : acknowledged + 1;
            }
        }
        assertThat(done).isGreaterThan(ROUNDS);
    }

    /** Returns how many commits are acknowledged in all. */
    private int runAndKill(int firstStep, int millis) throws Exception {
        Process child = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CrashingWriter.class.getName(),
                directory.toString(),
                Integer.toString(firstStep)).redirectError(directory.resolveSibling("child.log").toFile()).start();
        AtomicInteger acknowledged = new AtomicInteger(firstStep);
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            Thread reader = Thread.ofPlatform().start(() -> countLines(output, acknowledged));
            while (acknowledged.get() <= firstStep && child.isAlive()) {
                Thread.sleep(1);
            }
            assertThatThrownBy(() -> LocalStore.open(directory, TESTING_TYPE_MANAGER))
                    .hasMessageContaining("in use: process " + child.pid());
            Thread.sleep(millis);
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            reader.join(30_000);
        }
        assertThat(child.exitValue()).as("killed, not failed").isEqualTo(128 + 9);
        return acknowledged.get();
    }

    private static void countLines(BufferedReader output, AtomicInteger acknowledged) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.matches("\\d+")) {
                    acknowledged.set(Integer.parseInt(line) + 1);
                }
            }
        } catch (IOException e) {
            // The stream of a killed process may end abruptly
        }
    }

    private static Map<String, Map<Long, Long>> contents(LocalStore store) throws IOException {
        StoreFixture fixture = new StoreFixture(store);
        Map<String, Map<Long, Long>> tables = new TreeMap<>();
        for (var entry : store.names().tables().entrySet()) {
            Map<Long, Long> rows = new TreeMap<>();
            TableVersion version = store.table(entry.getValue()).current();
            for (Page page : fixture.read(version)) {
                for (int i = 0; i < page.getPositionCount(); i++) {
                    rows.merge(BIGINT.getLong(page.getBlock(0), i), 1L, Long::sum);
                }
            }
            tables.put(entry.getKey().getTableName(), rows);
        }
        return tables;
    }
}
