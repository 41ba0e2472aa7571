package io.blueshift.store.check;

import io.airlift.slice.Slices;
import io.blueshift.store.StoreFixture;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.RetentionPolicy;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.catalog.UnlockedStore;
import io.blueshift.store.deletes.DeleteVector;
import io.blueshift.store.deletes.DeleteVectorFile;
import io.blueshift.store.encoding.Encoding;
import io.blueshift.store.encoding.Encodings;
import io.blueshift.store.format.ColumnChunk;
import io.blueshift.store.format.SegmentReader;
import io.blueshift.store.format.SegmentWriter;
import io.blueshift.store.format.SegmentWriter.BlockBytes;
import io.blueshift.store.format.SegmentWriter.Chunk;
import io.blueshift.store.format.SegmentWriter.WrittenSegment;
import io.blueshift.store.maintenance.MaintenanceSettings;
import io.blueshift.store.maintenance.StoreMaintenance;
import io.blueshift.store.statistics.DistinctSketch;
import io.blueshift.store.zone.BloomFilter;
import io.blueshift.store.zone.ValueRange;
import io.blueshift.store.zone.ZoneMap;
import io.trino.spi.Page;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of damage gives one line, and what is sound gives none. */
class StoreCheckTest {
    private static final int ROWS = 40_000;

    @TempDir
    private Path directory;
    private LocalStore store;
    private StoreFixture fixture;
    private UUID table;

    @BeforeEach
    void fill() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
        table = fixture.createTable("t", List.of(BIGINT, VARCHAR, DOUBLE));
        fixture.insert(table, page(ROWS, 1));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static Page page(int rows, long seed) {
        Random random = new Random(seed);
        BlockBuilder numbers = BIGINT.createBlockBuilder(null, rows);
        BlockBuilder keys = VARCHAR.createBlockBuilder(null, rows);
        BlockBuilder measures = DOUBLE.createBlockBuilder(null, rows);
        for (int i = 0; i < rows; i++) {
            BIGINT.writeLong(numbers, random.nextInt(1000));
            // Such keys get filters
            VARCHAR.writeSlice(keys, Slices.utf8Slice(Long.toHexString(random.nextLong())));
            if (random.nextInt(10) == 0) {
                measures.appendNull();
            } else {
                DOUBLE.writeDouble(measures, random.nextGaussian());
            }
        }
        return new Page(numbers.build(), keys.build(), measures.build());
    }

    private List<Fault> check() throws IOException {
        List<Fault> faults = new ArrayList<>();
        Optional<CheckSummary> summary = new StoreCheck(
                new UnlockedStore(directory, TESTING_TYPE_MANAGER),
                faults::add).run(Optional.empty());
        assertThat(summary.orElseThrow().faults()).isEqualTo(faults.size());
        return faults;
    }

    private void assertFault(String problem, Path file, long offset) throws IOException {
        List<Fault> faults = check();
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().problem()).contains(problem);
        assertThat(faults.getFirst().where()).isEqualTo("default.t");
        assertThat(faults.getFirst().file()).isEqualTo(file);
        assertThat(faults.getFirst().offset()).isEqualTo(offset);
        assertThat(faults.getFirst().toString()).startsWith("default.t: ").endsWith(", offset " + offset)
                .doesNotContain("\n");
    }

    private TableVersion current() {
        return store.table(table).current();
    }

    private Path segment() {
        return fixture.file(current(), 0);
    }

    private List<ColumnChunk> chunks() throws IOException {
        SegmentEntry entry = current().segments().getFirst();
        try (SegmentReader reader = new SegmentReader(segment(), entry.bytes(), entry.footerBytes())) {
            return reader.footer().chunks();
        }
    }

    private static void flip(Path file, long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 1;
        Files.write(file, bytes);
    }

    private DeleteVector delete(int... rows) throws IOException {
        SegmentEntry segment = current().segments().getFirst();
        DeleteVector vector = DeleteVectorFile.write(
                store.dataDirectory(table),
                UUID.randomUUID() + ".del",
                segment.id(),
                RoaringBitmap.bitmapOf(rows));
        store.table(table)
                .commit(version -> version.withSegments("delete", List.of(segment.withDeletes(vector))));
        return vector;
    }

    @Test
    void aSoundStoreHasNoFaults() throws IOException {
        delete(1, 2, ROWS - 1);
        store.table(table).commit(version -> version.widenColumn(2, VARCHAR));
        fixture.insert(table, page(10, 2));
        assertThat(chunks().get(1).filters().bytes()).isPositive();
        CheckSummary summary = new StoreCheck(new UnlockedStore(directory, TESTING_TYPE_MANAGER), fault -> {
            throw new AssertionError(fault.toString());
        }).run(Optional.empty()).orElseThrow();
        assertThat(summary.tables()).isEqualTo(1);
        assertThat(summary.versions()).isEqualTo(store.table(table).versions().size());
        assertThat(summary.segments()).isEqualTo(2);
        assertThat(summary.deleteVectors()).isEqualTo(1);
    }

    @Test
    void aFlippedBitInABlock() throws IOException {
        long offset = chunks().getFirst().blocks().get(1).offset();
        flip(segment(), offset + 5);
        assertFault("checksum of the block 1 of column 1", segment(), offset);
    }

    @Test
    void aFlippedBitInAFilter() throws IOException {
        long offset = chunks().get(1).filters().offset();
        flip(segment(), offset + 5);
        assertFault("checksum of the filters of column 2", segment(), offset);
    }

    @Test
    void aFlippedBitInTheFooter() throws IOException {
        SegmentEntry entry = current().segments().getFirst();
        long footer = entry.bytes() - entry.footerBytes();
        flip(segment(), footer + 20);
        assertFault("checksum of the footer", segment(), footer);
    }

    @Test
    void aFlippedBitInAManifest() throws IOException {
        Path manifest = new UnlockedStore(directory, TESTING_TYPE_MANAGER)
                .manifest(table, current().version());
        flip(manifest, Files.size(manifest) / 2);
        List<Fault> faults = check();
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().file()).isEqualTo(manifest);
    }

    @Test
    void aFlippedBitInADeleteVector() throws IOException {
        Path file = store.dataDirectory(table).resolve(delete(1, 2, 3).file());
        flip(file, 30);
        assertFault("checksum", file, 0);
    }

    @Test
    void aDeletedRowThatIsNotThere() throws IOException {
        Path file = store.dataDirectory(table).resolve(delete(1, ROWS).file());
        assertFault("row 40000 is deleted of a segment of 40000 rows", file, 0);
    }

    @Test
    void aTruncatedFile() throws IOException {
        byte[] sound = Files.readAllBytes(segment());
        Files.write(segment(), Arrays.copyOf(sound, sound.length - 7));
        assertFault("the file has", segment(), sound.length - 7);
    }

    @Test
    void aMissingFile() throws IOException {
        Path file = segment();
        Files.delete(file);
        assertFault("the file is missing", file, 0);
    }

    @Test
    void wrongStatistics() throws IOException {
        SegmentEntry sound = current().segments().getFirst();
        Map<Integer, ZoneMap> zones = new HashMap<>(sound.zones());
        ZoneMap zone = zones.get(1);
        zones.put(
                1,
                new ZoneMap(zone.positions(), zone.nulls(), zone.dataBytes(), Optional.of(new ValueRange(0L, 998L))));
        assertStatisticsFault(sound.describedBy(zones, sound.sketches()), "statistics of column c1 in " + sound.file());
        zones.put(1, zone);
        ZoneMap measures = zones.get(3);
        zones.put(
                3,
                new ZoneMap(measures.positions(), measures.nulls() + 1, measures.dataBytes(), measures.range()));
        assertStatisticsFault(sound.describedBy(zones, sound.sketches()), "statistics of column c3 in " + sound.file());
        Map<Integer, DistinctSketch> sketches = new HashMap<>(sound.sketches());
        sketches.put(2, sketches.get(1));
        assertStatisticsFault(
                new SegmentEntry(sound.id(), sound.file(), sound.rows(), sound.blocks(), sound.bytes(),
                        sound.footerBytes(), sound.zones(), sketches, sound.sortedBy()),
                "sketch of column c2 in");
        assertStatisticsFault(
                new SegmentEntry(sound.id(), sound.file(), sound.rows() + 1, sound.blocks(), sound.bytes(),
                        sound.footerBytes(), sound.zones(), sound.sketches(), sound.sortedBy()),
                "has 40000 rows in 3 blocks, the manifest says 40001 in 3");
    }

    @Test
    void rowsThatAreNotSorted() throws IOException {
        SegmentEntry wrong = sortedBy(current().segments().getFirst(), List.of(1, 3));
        store.table(table).commit(version -> version.withSegments("insert", List.of(wrong)));
        assertFault("the manifest says that the rows are sorted by columns [1, 3], row ", segment(),
                chunks().getFirst().blocks().getFirst().offset());
    }

    @Test
    void rowsThatAreSortedAcrossBlocks() throws IOException {
        UUID sorted = fixture.createTable("sorted", List.of(BIGINT, BIGINT));
        BlockBuilder major = BIGINT.createBlockBuilder(null, ROWS);
        BlockBuilder minor = BIGINT.createBlockBuilder(null, ROWS);
        for (int i = 0; i < ROWS - 1; i++) {
            BIGINT.writeLong(major, i / 20_000);
            BIGINT.writeLong(minor, i % 20_000);
        }
        BIGINT.writeLong(major, 1);
        minor.appendNull();
        fixture.insert(sorted, new Page(major.build(), minor.build()));
        SegmentEntry segment = store.table(sorted).current().segments().getFirst();
        store.table(sorted)
                .commit(version -> version.withSegments("insert", List.of(sortedBy(segment, List.of(1, 2)))));
        assertThat(check()).isEmpty();
        store.table(sorted)
                .commit(version -> version.withSegments("insert", List.of(sortedBy(segment, List.of(2, 1)))));
        assertThat(check()).extracting(Fault::problem).singleElement().asString()
                .endsWith("row 20000 comes before the one it follows");
    }

    private static SegmentEntry sortedBy(SegmentEntry segment, List<Integer> columns) {
        return new SegmentEntry(segment.id(), segment.file(), segment.rows(), segment.blocks(), segment.bytes(),
                segment.footerBytes(), segment.zones(), segment.sketches(), columns);
    }

    @Test
    void nullsInAColumnThatIsNotNull() throws IOException {
        long nulls = current().segments().getFirst().zone(3).nulls();
        TableVersion made = store.table(table).commit(version -> {
            List<ColumnDefinition> columns = new ArrayList<>(version.columns());
            columns.replaceAll(
                    column -> new ColumnDefinition(column.id(), column.name(), column.type(), column.id() == 2,
                            Optional.empty(), Optional.empty()));
            return version.withColumns(columns);
        });
        assertFault("column c3 is NOT NULL, %d of its rows in".formatted(nulls),
                new UnlockedStore(directory, TESTING_TYPE_MANAGER).manifest(table, made.version()), 0);
    }

    private void assertStatisticsFault(SegmentEntry wrong, String problem) throws IOException {
        TableVersion before = current();
        TableVersion made = store.table(table)
                .commit(version -> version.withSegments("insert", List.of(wrong)));
        assertFault(problem, new UnlockedStore(directory, TESTING_TYPE_MANAGER).manifest(table, made.version()), 0);
        store.table(table).commit(version -> version.withSegments("insert", before.segments()));
        Files.delete(new UnlockedStore(directory, TESTING_TYPE_MANAGER).manifest(table, made.version()));
    }

    @Test
    void aZoneMapThatLeavesValuesOut() throws IOException {
        assertCraftedFault(new ValueRange(2L, 3L), new byte[0],
                "the zone map of block 0 of column 1 says (3 rows, 0 NULL, 0 bytes of text, 2 to 3), the rows");
    }

    @Test
    void aFilterThatLeavesValuesOut() throws IOException {
        ByteWriter filter = new ByteWriter(64);
        BloomFilter.of(new long[]{17}).write(filter);
        assertCraftedFault(new ValueRange(1L, 3L), filter.toByteArray(),
                "the filter of block 0 of column 1 misses a value of the block");
    }

    private void assertCraftedFault(ValueRange range, byte[] filter, String problem) throws IOException {
        UUID crafted = fixture.createTable("crafted", List.of(BIGINT));
        BlockBuilder values = BIGINT.createBlockBuilder(null, 3);
        for (long value = 1; value <= 3; value++) {
            BIGINT.writeLong(values, value);
        }
        ByteWriter block = new ByteWriter(64);
        Encodings.write(BIGINT, values.build(), block);
        ByteWriter zone = new ByteWriter(64);
        store.zoneMappers().of(BIGINT).write(new ZoneMap(3, 0, 0, Optional.of(range)), zone);
        UUID id = UUID.randomUUID();
        SegmentWriter writer = new SegmentWriter(id, List.of(3));
        writer.add(new Chunk(1, BIGINT.getTypeId().getId(), new byte[0], filter,
                List.of(new BlockBytes(block.toByteArray(), Encoding.PLAIN, zone.toByteArray()))));
        WrittenSegment written = writer.write(store.dataDirectory(crafted).resolve("crafted.seg"));
        ZoneMap actual = new ZoneMap(3, 0, 0, Optional.of(new ValueRange(1L, 3L)));
        SegmentEntry entry = new SegmentEntry(id, "crafted.seg", 3, 1, written.fileBytes(), written.footerBytes(),
                Map.of(1, actual), Map.of(), List.of());
        store.table(crafted).commit(version -> version.append(List.of(entry)));
        List<Fault> faults = check();
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().problem()).contains(problem);
        assertThat(faults.getFirst().where()).isEqualTo("default.crafted");
    }

    @Test
    void aFileThatNothingNeedsIsNoFault() throws IOException {
        Path left = store.dataDirectory(table).resolve("left.seg");
        Files.write(left, "x".getBytes(UTF_8));
        StoreCheck check = new StoreCheck(new UnlockedStore(directory, TESTING_TYPE_MANAGER), _ -> {});
        assertThat(check.leftovers()).isEmpty();
        store.close();
        assertThat(check.leftovers()).containsExactly(left);
        assertThat(check()).isEmpty();
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        assertThat(left).doesNotExist();
    }

    @Test
    void oneTableOfMany() throws IOException {
        UUID other = fixture.createTable("other", List.<Type>of(BIGINT));
        flip(segment(), chunks().getFirst().blocks().getFirst().offset());
        StoreCheck check = new StoreCheck(new UnlockedStore(directory, TESTING_TYPE_MANAGER), _ -> {});
        assertThat(check.run(Optional.of(new SchemaTableName("default", "other"))).orElseThrow().faults()).isZero();
        assertThat(check.run(Optional.of(new SchemaTableName("default", "t"))).orElseThrow().faults()).isEqualTo(1);
        assertThat(check.run(Optional.of(new SchemaTableName("default", "none")))).isEmpty();
        assertThat(other).isNotEqualTo(table);
    }

    @Test
    void writersCompactionAndExpiryAreNotMistakenForDamage() throws Exception {
        MaintenanceSettings settings = new MaintenanceSettings(true, Duration.ofMillis(10),
                MaintenanceSettings.DEFAULT.compaction(),
                new RetentionPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                StoreMaintenance _ = StoreMaintenance.start(store, settings)) {
            Future<?> writes = threads.submit(() -> {
                for (int i = 0; i < 150; i++) {
                    fixture.insert(table, page(5, i));
                    if (i % 10 == 0) {
                        UUID shortLived = fixture.createTable("short" + i, List.of(BIGINT));
                        store.changeNames(
                                names -> names
                                        .removeTable(names.tables().entrySet().stream()
                                                .filter(entry -> entry.getValue().equals(shortLived)).findFirst()
                                                .orElseThrow().getKey()));
                    }
                }
                return null;
            });
            int checks = 0;
            while (!writes.isDone()) {
                assertThat(check()).isEmpty();
                checks++;
            }
            writes.get();
            assertThat(checks).isPositive();
        }
        assertThat(check()).isEmpty();
    }
}
