package io.blueshift.store.scan;

import io.blueshift.store.StoreFixture;
import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.RandomBlocks;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.blueshift.store.format.SegmentFormat;
import io.trino.plugin.base.metrics.LongCount;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static io.blueshift.store.encoding.BlockComparison.assertSame;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

/** What a scan reads, what it leaves alone, and that rows come back as they were written. */
class SegmentScanTest {
    private static final int ROWS = 5 * SegmentFormat.BLOCK_ROWS + 100;

    @TempDir
    private Path directory;
    private LocalStore store;
    private StoreFixture fixture;

    @BeforeEach
    void openStore() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void everyTypeComesBackAfterReopening() throws IOException {
        List<Type> types = RandomBlocks.TYPES;
        UUID table = fixture.createTable("types", types);
        RandomBlocks random = new RandomBlocks(11);
        Block[] blocks = types.stream().map(type -> random.block(type, Shape.RANDOM, Nulls.SOME, 1000))
                .toArray(Block[]::new);
        fixture.insert(table, new Page(blocks));
        store.close();
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
        TableVersion version = store.table(table).current();
        Page page = fixture.read(version).getFirst();
        for (int i = 0; i < blocks.length; i++) {
            assertThat(version.columns().get(i).type()).isEqualTo(types.get(i));
            assertSame(types.get(i), page.getBlock(i), blocks[i]);
        }
    }

    @Test
    void wideRowsMakeMoreBlocks() throws IOException {
        UUID table = fixture.createTable("wide", List.of(VARCHAR));
        BlockBuilder builder = VARCHAR.createBlockBuilder(null, 40);
        for (int i = 0; i < 40; i++) {
            VARCHAR.writeString(builder, (i + "x").repeat(500_000));
        }
        Block block = builder.build();
        TableVersion version = fixture.insert(table, new Page(block));
        assertThat(version.segments().stream().mapToInt(segment -> segment.blocks()).sum()).isBetween(2, 6);
        int position = 0;
        for (Page page : fixture.read(version)) {
            assertSame(VARCHAR, page.getBlock(0), block.getRegion(position, page.getPositionCount()));
            position += page.getPositionCount();
        }
        assertThat(position).isEqualTo(40);
    }

    private TableVersion sortedTable() throws IOException {
        UUID table = fixture.createTable("sorted", List.of(BIGINT, VARCHAR));
        BlockBuilder keys = BIGINT.createBlockBuilder(null, ROWS);
        BlockBuilder texts = VARCHAR.createBlockBuilder(null, ROWS);
        for (int i = 0; i < ROWS; i++) {
            BIGINT.writeLong(keys, i);
            VARCHAR.writeString(texts, "text of row " + i);
        }
        return fixture.insert(table, new Page(keys.build(), texts.build()));
    }

    @Test
    void onlyMatchingBlocksAreRead() throws IOException {
        TableVersion version = sortedTable();
        ScanColumn key = new ScanColumn(1, BIGINT, Optional.empty());
        long wanted = 2L * SegmentFormat.BLOCK_ROWS + 5;
        TupleDomain<ScanColumn> predicate = TupleDomain
                .withColumnDomains(Map.of(key, Domain.singleValue(BIGINT, wanted)));
        try (SegmentPageSource source = fixture.open(version, predicate)) {
            SourcePage page = source.getNextSourcePage();
            assertThat(page.getPositionCount()).isEqualTo(1);
            assertThat(page.getBlock(0)).isInstanceOf(LongArrayBlock.class);
            assertThat(BIGINT.getLong(page.getBlock(0), 0)).isEqualTo(wanted);
            assertThat(source.getNextSourcePage()).isNull();
            assertThat(source.isFinished()).isTrue();
            assertThat(source.getCompletedPositions()).hasValue(1);
            assertThat(source.getMetrics().getMetrics()).containsEntry("blocks read", new LongCount(1))
                    .containsEntry("block ranges read", new LongCount(1));
            // Header, footer, and one block of 16K keys of 14 bits
            assertThat(source.getCompletedBytes()).isLessThan(3000 + SegmentFormat.BLOCK_ROWS * 14 / 8);
        }
    }

    @Test
    void columnsThatNobodyAsksForAreNotRead() throws IOException {
        TableVersion version = sortedTable();
        long[] bytes = new long[2];
        for (int channel = 0; channel < 2; channel++) {
            try (SegmentPageSource source = fixture.open(version, TupleDomain.all())) {
                for (SourcePage page = source.getNextSourcePage(); page != null; page = source.getNextSourcePage()) {
                    page.getBlock(channel);
                }
                bytes[channel] = source.getCompletedBytes();
                assertThat(source.getCompletedPositions()).hasValue(ROWS);
            }
        }
        assertThat(bytes[0] * 5).isLessThan(bytes[1]);
        assertThat(bytes[0] + bytes[1]).isLessThan(version.segments().getFirst().bytes() + 5000);
    }

    @Test
    void selectedPositionsApplyToLoadedAndToLaterColumns() throws IOException {
        TableVersion version = sortedTable();
        try (SegmentPageSource source = fixture.open(version, TupleDomain.all())) {
            SourcePage page = source.getNextSourcePage();
            page.getBlock(0);
            page.selectPositions(new int[]{-1, 10, 20, 30}, 1, 3);
            page.selectPositions(new int[]{0, 2}, 0, 2);
            assertThat(page.getPositionCount()).isEqualTo(2);
            assertThat(BIGINT.getLong(page.getBlock(0), 1)).isEqualTo(30);
            assertThat(VARCHAR.getSlice(page.getBlock(1), 1).toStringUtf8()).isEqualTo("text of row 30");
            assertThat(page.getPage().getPositionCount()).isEqualTo(2);
        }
    }

    @Test
    void aColumnAddedLaterIsNullInOldSegments() throws IOException {
        TableVersion version = sortedTable();
        TableVersion altered = store.table(version.tableId()).commit(
                current -> current.withColumns(
                        List.of(
                                current.columns().getFirst(),
                                new ColumnDefinition(
                                        current.nextColumnId(),
                                        "added",
                                        VARCHAR,
                                        true,
                                        Optional.empty(),
                                        Optional.empty()))));
        Block added = fixture.read(altered).getFirst().getBlock(1);
        assertThat(added).isInstanceOf(RunLengthEncodedBlock.class);
        assertThat(added.isNull(0)).isTrue();
    }
}
