package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.blueshift.store.StoreFixture;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentChange;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.error.StoreErrors;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.connector.SchemaTableName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static io.trino.spi.StandardErrorCode.TRANSACTION_CONFLICT;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.testing.TestingConnectorSession.SESSION;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two statements at the same time: which pairs get along, and what the loser is told. */
class ConflictTest {
    private static final SchemaTableName NAME = new SchemaTableName("default", "t");

    @TempDir
    private Path directory;
    private LocalStore store;
    private StoreFixture fixture;
    private UUID table;

    /** A statement between its begin and its commit. */
    private final class Statement {
        private final LocalTransaction transaction = new LocalTransaction(store);
        private final LocalMetadata metadata = new LocalMetadata(
                store,
                transaction,
                new TableStatistician(store.zoneMappers()),
                new MaterializedViews(store, "local", TESTING_TYPE_MANAGER),
                new StoreErrors("local"));
        private final LocalTableHandle handle = (LocalTableHandle) metadata
                .getTableHandle(SESSION, NAME, Optional.empty(), Optional.empty());

        /** Deletes rows of a segment of the version it sees. */
        void delete(int segment, int... positions) {
            LocalMergeHandle merge = (LocalMergeHandle) metadata.beginMerge(SESSION, handle, Map.of(), null);
            Slice fragment = MergeFragments.deleted(segment, RoaringBitmap.bitmapOf(positions));
            try {
                metadata.finishMerge(SESSION, merge, List.of(), List.of(fragment), List.of());
            } finally {
                transaction.close();
            }
        }
    }

    @BeforeEach
    void openStore() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
        table = fixture.createTable("t", List.of(BIGINT));
        insert(0, 1, 2, 3);
        insert(10, 11, 12);
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    private void insert(long... values) throws IOException {
        fixture.insert(table, new Page(new LongArrayBlock(values.length, Optional.empty(), values)));
    }

    private List<Long> rows() throws IOException {
        return fixture.read(store.table(table).current()).stream()
                .flatMap(page -> Arrays.stream(longs(page)).boxed()).sorted().toList();
    }

    private static long[] longs(Page page) {
        long[] values = new long[page.getPositionCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = BIGINT.getLong(page.getBlock(0), i);
        }
        return values;
    }

    private void assertConflict(Runnable commit) throws IOException {
        long before = store.table(table).current().version();
        int files = store.dataDirectory(table).toFile().list().length;
        assertThatThrownBy(commit::run).isInstanceOfSatisfying(TrinoException.class, error -> {
            assertThat(error.getErrorCode()).isEqualTo(TRANSACTION_CONFLICT.toErrorCode());
            assertThat(error).hasMessageMatching(
                    ("Table default.t: this delete read version 3, and by version %d others had "
                            + "changed or moved rows of the same segments; retry the statement")
                            .formatted(before));
        });
        assertThat(store.table(table).current().version()).isEqualTo(before);
        assertThat(store.dataDirectory(table).toFile().list()).as("nothing of the loser is left").hasSize(files);
    }

    @Test
    void deletesOfDifferentSegmentsGetAlong() throws IOException {
        Statement first = new Statement();
        Statement second = new Statement();
        first.delete(0, 1, 2);
        second.delete(1, 0);
        assertThat(rows()).containsExactly(0L, 3L, 11L, 12L);
    }

    @Test
    void deletesOfTheSameSegmentConflictAndMayBeRetried() throws IOException {
        Statement first = new Statement();
        Statement second = new Statement();
        first.delete(0, 1, 2);
        assertConflict(() -> second.delete(0, 3));
        new Statement().delete(0, 3);
        assertThat(rows()).containsExactly(0L, 10L, 11L, 12L);
    }

    @Test
    void insertsConflictWithNothing() throws IOException {
        Statement delete = new Statement();
        insert(20);
        delete.delete(0, 0);
        insert(21);
        assertThat(rows()).containsExactly(1L, 2L, 3L, 10L, 11L, 12L, 20L, 21L);
    }

    @Test
    void truncatedRowsCannotBeDeletedAgain() throws IOException {
        Statement delete = new Statement();
        Statement truncate = new Statement();
        truncate.metadata.truncateTable(SESSION, truncate.handle);
        assertConflict(() -> delete.delete(0, 0));
        assertThat(rows()).isEmpty();
    }

    @Test
    void deletingEverythingSparesWhatCameLater() throws IOException {
        Statement all = new Statement();
        insert(20);
        assertThat(all.metadata.executeDelete(SESSION, all.handle)).hasValue(7);
        assertThat(rows()).containsExactly(20L);
        Statement again = new Statement();
        new Statement().delete(0, 0);
        assertThatThrownBy(() -> again.metadata.executeDelete(SESSION, again.handle))
                .hasMessageContaining("retry the statement");
    }

    @Test
    void compactionLosesAgainstDeletesAndDeletesAgainstCompaction() throws IOException {
        TableVersion base = store.table(table).current();
        Statement early = new Statement();
        Statement late = new Statement();
        List<SegmentEntry> merged = fixture.write(table, fixture.read(base).toArray(Page[]::new));
        early.delete(1, 2);
        assertThatThrownBy(
                () -> store.table(table)
                        .commit(SegmentChange.compaction("default.t", base, base.segments(), merged)))
                .hasMessageContaining("this compact read version 3");
        TableVersion now = store.table(table).current();
        List<SegmentEntry> mergedNow = fixture.write(table, fixture.read(now).toArray(Page[]::new));
        TableVersion compacted = store.table(table)
                .commit(SegmentChange.compaction("default.t", now, now.segments(), mergedNow));
        assertThat(compacted.segments()).hasSize(1);
        assertThat(compacted.commit().deletedRows()).isZero();
        assertThat(rows()).containsExactly(0L, 1L, 2L, 3L, 10L, 11L);
        assertThatThrownBy(() -> late.delete(0, 0)).hasMessageContaining("retry the statement");
    }

    @Test
    void aStatementThatIsJustBeginningFollowsRowsThatACompactionMoved() throws IOException {
        Statement early = new Statement();
        compact();
        early.metadata.getMergeRowIdColumnHandle(SESSION, early.handle);
        assertThat(early.transaction.version(early.handle).segments()).hasSize(1);
        early.delete(0, 0, 5);
        assertThat(rows()).containsExactly(1L, 2L, 3L, 10L, 12L);
        // Rows that came meanwhile are not the statement's: it stays where it is
        insert(20);
        Statement late = new Statement();
        insert(21);
        compact();
        late.metadata.getMergeRowIdColumnHandle(SESSION, late.handle);
        assertThat(late.transaction.version(late.handle).rows()).isEqualTo(6);
        assertThatThrownBy(() -> late.delete(0, 1)).hasMessageContaining("retry the statement");
    }

    private void compact() throws IOException {
        TableVersion base = store.table(table).current();
        List<SegmentEntry> merged = fixture.write(table, fixture.read(base).toArray(Page[]::new));
        assertThat(
                store.table(table)
                        .commitCompaction(SegmentChange.compaction("default.t", base, base.segments(), merged)))
                .isTrue();
    }

    @Test
    void aDroppedTableCannotBeWritten() {
        Statement delete = new Statement();
        Statement drop = new Statement();
        drop.metadata.dropTable(SESSION, drop.handle);
        assertThatThrownBy(() -> delete.delete(0, 0)).hasMessageContaining("dropped meanwhile");
    }
}
