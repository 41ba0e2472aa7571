package io.blueshift.store.catalog;

import io.blueshift.store.StoreFixture;
import io.trino.spi.Page;
import io.trino.spi.block.BlockBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

/** Every commit adds rows that sum to zero: a reader that sees another sum has seen half a version. */
class ConcurrencyTest {
    private static final int WRITERS = 4;
    private static final int INSERTS = 25;
    private static final int READERS = 3;

    @TempDir
    private Path directory;

    @Test
    void readersSeeWholeVersionsAndNoInsertIsLost() throws Exception {
        run(false);
    }

    @Test
    void readersKeepTheirVersionWhileTheTableIsTruncated() throws Exception {
        run(true);
    }

    private void run(boolean truncate) throws Exception {
        try (LocalStore store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
            StoreFixture fixture = new StoreFixture(store);
            UUID table = fixture.createTable("t", List.of(BIGINT));
            AtomicBoolean done = new AtomicBoolean();
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> readUntil(done, store.table(table), fixture)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                boolean truncates = truncate && i == 0;
                writers.add(threads.submit(() -> write(table, store, fixture, truncates)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
            if (!truncate) {
                assertThat(store.table(table).current().rows()).isEqualTo(2L * WRITERS * INSERTS);
            }
            store.table(table).expire(RetentionPolicy.olderThan(Duration.ZERO));
            assertThat(store.dataDirectory(table).toFile().list())
                    .hasSize(store.table(table).current().segments().size());
        }
    }

    private static Object write(UUID table, LocalStore store, StoreFixture fixture, boolean truncates)
            throws IOException {
        for (int i = 0; i < INSERTS; i++) {
            if (truncates && i % 5 == 4) {
                store.table(table).commit(version -> version.withSegments("truncate", List.of()));
            } else {
                BlockBuilder builder = BIGINT.createBlockBuilder(null, 2);
                BIGINT.writeLong(builder, i);
                BIGINT.writeLong(builder, -i);
                fixture.insert(table, new Page(builder.build()));
            }
        }
        return true;
    }

    private static Object readUntil(AtomicBoolean done, LocalTable table, StoreFixture fixture) throws IOException {
        while (!done.get()) {
            TableVersion version = table.pin();
            long rows = 0;
            long sum = 0;
            for (Page page : fixture.read(version)) {
                rows += page.getPositionCount();
                for (int i = 0; i < page.getPositionCount(); i++) {
                    sum += BIGINT.getLong(page.getBlock(0), i);
                }
            }
            table.unpin(version.version());
            assertThat(sum).isZero();
            assertThat(rows).isEqualTo(version.rows());
        }
        return true;
    }
}
