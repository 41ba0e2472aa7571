package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.RetainedVersion;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.files.DurableFiles;
import io.blueshift.store.files.FaultyDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A process is killed while it loads, updates, deletes and compacts, or its power goes, or its disk fails and fills up,
 * again and again: what it acknowledged is there, and of what it was doing either everything or nothing.
 * {@code -Dblueshift.crash.rounds=N} runs more rounds, {@code -Dblueshift.crash.seed=N} the same ones again.
 */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("blueshift.crash.rounds", 20);
    private static final int KILLED = 128 + 9;

    @TempDir
    private Path directory;
    private final long seed = Long.getLong("blueshift.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void everyAcknowledgedCommitSurvivesAndNoneIsHalfThere() throws Exception {
        System.out.println("Crash test: -Dblueshift.crash.seed=" + seed);
        long done = 0;
        Map<String, Integer> ends = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            String what = "seed %d, round %d".formatted(seed, round);
            long acknowledged = runAndCrash(done, what, ends);
            try (LocalStore store = LocalStore.open(directory, new FewTypes())) {
                Map<String, Map<Long, Long>> actual = contents(store, what);
                Map<String, Map<Long, Long>> expected = CrashScript.stateAfter(acknowledged);
                // The next round goes on from what is there; a step that changes no rows may be done twice
                done = actual.equals(expected) ? acknowledged : acknowledged + 1;
                assertThat(actual).as("%s: after %d acknowledged statements", what, acknowledged)
                        .isEqualTo(CrashScript.stateAfter(done));
            }
        }
        System.out.printf("Crash test: %d statements in %d rounds, ended by %s%n", done, ROUNDS, ends);
        assertThat(done).isGreaterThan(ROUNDS);
    }

    /** Returns how many statements are acknowledged in all. */
    private long runAndCrash(long firstStep, String what, Map<String, Integer> ends) throws Exception {
        boolean faults = random.nextBoolean();
        long powerLossAt = random.nextBoolean() ? random.nextInt(250) : -1;
        Path log = directory.resolveSibling("child.log");
        Process child = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CrashingWriter.class.getName(),
                directory.toString(),
                Long.toString(firstStep),
                Long.toString(random.nextLong()),
                Boolean.toString(faults),
                Long.toString(powerLossAt)).redirectError(log.toFile()).start();
        AtomicLong acknowledged = new AtomicLong(firstStep);
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).as(() -> what + ": " + read(log)).isEqualTo("open");
            if (firstStep == 0) {
                assertThatThrownBy(() -> LocalStore.open(directory, new FewTypes()))
                        .hasMessageContaining("in use: process " + child.pid());
            }
            Thread reader = Thread.ofPlatform().start(() -> countLines(output, acknowledged));
            // Counted in statements, not in time: a busy machine makes as much progress as an idle one
            long enough = firstStep + 1 + random.nextInt(25);
            while (acknowledged.get() < enough && child.isAlive()) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(20));
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            reader.join(30_000);
        }
        assertThat(child.exitValue()).as(() -> what + ": " + read(log))
                .isIn(KILLED, FaultyDisk.POWER_LOST, CrashingWriter.IN_DOUBT);
        ends.merge(switch (child.exitValue()) {
            case KILLED -> "kill";
            case FaultyDisk.POWER_LOST -> "power loss";
            default -> "doubt";
        }, 1, Integer::sum);
        return acknowledged.get();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void countLines(BufferedReader output, AtomicLong acknowledged) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.matches("\\d+")) {
                    acknowledged.set(Long.parseLong(line) + 1);
                }
            }
        } catch (IOException e) {
            // The stream of a killed process may end abruptly
        }
    }

    /** Reads everything, older versions too, and checks that there is no file that nobody needs. */
    private static Map<String, Map<Long, Long>> contents(LocalStore store, String what) throws IOException {
        CrashStatements statements = new CrashStatements(store);
        Map<String, Map<Long, Long>> tables = new TreeMap<>();
        for (var entry : store.names().tables().entrySet()) {
            LocalTable table = store.table(entry.getValue());
            Set<String> needed = new HashSet<>();
            for (RetainedVersion retained : table.versions()) {
                needed.addAll(retained.files());
                TableVersion version = table.pin(retained.version());
                Map<Long, Long> rows = new TreeMap<>();
                statements.read(version, (_, key, updates) -> {
                    assertThat(rows.put(key, updates)).as("%s: %s twice", what, key).isNull();
                });
                assertThat((long) rows.size()).as(what).isEqualTo(retained.rows());
                tables.put(entry.getKey().getTableName(), rows);
                table.unpin(version.version());
            }
            assertThat(DurableFiles.list(table.dataDirectory())).as(what)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(needed);
        }
        return tables;
    }
}
