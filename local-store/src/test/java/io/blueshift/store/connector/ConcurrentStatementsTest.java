package io.blueshift.store.connector;

import io.blueshift.store.catalog.CommitConflictException;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.RetainedVersion;
import io.blueshift.store.catalog.RetentionPolicy;
import io.blueshift.store.catalog.TableVersion;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static io.trino.spi.type.BigintType.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many readers and writers of one table. Rows come in pairs of a number and its negative; a statement inserts pairs,
 * deletes pairs or negates pairs. A reader that finds half a pair has read what no commit left.
 */
class ConcurrentStatementsTest {
    private static final SchemaTableName NAME = new SchemaTableName("default", "pairs");
    private static final int STATEMENTS = 25;
    private static final int PAIRS = 50;

    @TempDir
    private Path directory;
    private final long seed = Long.getLong("blueshift.concurrency.seed", System.nanoTime());
    private final AtomicLong nextPair = new AtomicLong(1);
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void everyReaderSeesSomeCommittedVersion() throws Exception {
        try (LocalStore store = LocalStore.open(directory, new FewTypes());
                ExecutorService threads = Executors.newFixedThreadPool(12)) {
            CrashStatements statements = new CrashStatements(store);
            statements.create(NAME, SaveMode.FAIL);
            AtomicBoolean done = new AtomicBoolean();
            List<Future<?>> endless = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                endless.add(threads.submit(until(done, () -> readCurrent(statements))));
            }
            endless.add(threads.submit(until(done, () -> readOlder(statements))));
            endless.add(threads.submit(until(done, () -> compactAndExpire(statements))));
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Random random = new Random(seed + i);
                int kind = i % 3;
                writers.add(threads.submit(() -> write(statements, kind, random)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            for (Future<?> thread : endless) {
                thread.get();
            }
            verify(statements, statements.table(NAME).current());
            verifyFiles(statements.table(NAME));
            System.out.printf("Concurrency: seed %d, %d versions, %d reads, %d conflicts retried%n", seed,
                    statements.table(NAME).current().version(), reads.get(), conflicts.get());
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Callable<Object> until(AtomicBoolean done, Work work) {
        return () -> {
            while (!done.get()) {
                work.run();
            }
            return true;
        };
    }

    private Object write(CrashStatements statements, int kind, Random random) throws IOException {
        for (int i = 0; i < STATEMENTS; i++) {
            long chosen = random.nextInt(10);
            switch (kind) {
                case 0 -> insert(statements);
                case 1 -> retrying(
                        () -> statements.change(NAME, key -> key / 2 % 10 == chosen, Optional.of(number -> -number)));
                default -> retrying(() -> statements.change(NAME, key -> key / 2 % 20 == chosen, Optional.empty()));
            }
        }
        return true;
    }

    private void insert(CrashStatements statements) {
        PageBuilder rows = new PageBuilder(List.of(BIGINT, BIGINT));
        for (int i = 0; i < PAIRS; i++) {
            long pair = nextPair.getAndIncrement();
            CrashStatements.add(rows, 2 * pair, pair);
            CrashStatements.add(rows, 2 * pair + 1, -pair);
        }
        statements.insert(NAME, rows.build());
    }

    private interface Statement {
        void run() throws IOException;
    }

    private void retrying(Statement statement) throws IOException {
        while (true) {
            try {
                statement.run();
                return;
            } catch (CommitConflictException e) {
                conflicts.incrementAndGet();
            }
        }
    }

    private void readCurrent(CrashStatements statements) throws IOException {
        LocalTable table = statements.table(NAME);
        TableVersion version = table.pin();
        try {
            verify(statements, version);
        } finally {
            table.unpin(version.version());
        }
    }

    private void readOlder(CrashStatements statements) throws IOException {
        LocalTable table = statements.table(NAME);
        Instant oldest = table.versions().getFirst().commit().time();
        TableVersion version;
        try {
            version = table.pinAsOf(oldest);
        } catch (TrinoException e) {
            assertThat(e).as("it expired meanwhile").hasMessageContaining("No version as old as " + oldest);
            return;
        }
        try {
            verify(statements, version);
        } finally {
            table.unpin(version.version());
        }
    }

    private static void compactAndExpire(CrashStatements statements) throws InterruptedException {
        LocalTable table = statements.table(NAME);
        statements.compact(table);
        table.expire(RetentionPolicy.olderThan(Duration.ofMillis(100)));
        Thread.sleep(5);
    }

    private void verify(CrashStatements statements, TableVersion version) throws IOException {
        Map<Long, Long> rows = new TreeMap<>();
        statements.read(version, (_, key, number) -> assertThat(rows.put(key, number)).isNull());
        assertThat((long) rows.size()).as("seed %d, version %d", seed, version.version()).isEqualTo(version.rows());
        rows.forEach(
                (key, number) -> assertThat(rows.get(key ^ 1)).as("seed %d, version %d", seed, version.version())
                        .isEqualTo(-number));
        reads.incrementAndGet();
    }

    private static void verifyFiles(LocalTable table) {
        table.expire(RetentionPolicy.olderThan(Duration.ZERO));
        Set<String> needed = new HashSet<>();
        table.versions().stream().map(RetainedVersion::files).forEach(needed::addAll);
        assertThat(table.dataDirectory().toFile().list()).containsExactlyInAnyOrderElementsOf(needed);
    }
}
