package io.blueshift.store.scan;

import io.blueshift.executor.scan.ScanBatch;
import io.blueshift.store.StoreFixture;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.deletes.DeleteVectorFile;
import io.blueshift.store.encoding.BlockComparison;
import io.blueshift.store.encoding.RandomBlocks;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.blueshift.store.filter.ColumnFilter;
import io.trino.spi.Page;
import io.trino.spi.block.Bitmap;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.TypeUtils.isFloatingPointNaN;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scans with a predicate against reading everything and asking Trino's own {@code Domain}: every type, shape and null
 * pattern, with and without deleted rows. A failure names the seed; {@code -Dblueshift.seed=N} repeats it.
 */
class FilteredScanTest {
    private static final long SEED = Long.getLong("blueshift.seed", 20_261_122L);
    private static final int ROWS = 500;

    @TempDir
    private Path directory;
    private LocalStore store;
    private StoreFixture fixture;

    static List<Type> types() {
        return RandomBlocks.TYPES;
    }

    @BeforeEach
    void open() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatPassesIsWhatTheDomainSays(Type type) throws IOException {
        Random random = new Random(SEED);
        RandomBlocks blocks = new RandomBlocks(SEED);
        for (Shape shape : Shape.values()) {
            UUID table = fixture.createTable("t" + shape, List.of(BIGINT, type));
            List<Page> pages = new ArrayList<>();
            for (Nulls nulls : Nulls.values()) {
                pages.add(new Page(blocks.block(BIGINT, Shape.RANDOM, Nulls.NONE, ROWS),
                        blocks.block(type, shape, nulls, ROWS)));
            }
            for (Page page : pages) {
                fixture.insert(table, page);
            }
            TableVersion version = store.table(table).current();
            Map<Integer, RoaringBitmap> deletes = deletes(pages.size(), random);
            TableVersion deleted = delete(version, deletes);
            List<Domain> domains = domains(type, pages, random);
            for (Domain domain : domains) {
                // Not its text: the values are random, and some types print only sensible ones
                String context = "%s, domain %d with -Dblueshift.seed=%d".formatted(shape, domains.indexOf(domain),
                        SEED);
                compare(pages, version, domain, Map.of(), context);
                compare(pages, deleted, domain, deletes, context + " and deleted rows");
            }
        }
    }

    /** Ranges, sets, complements and NULL tests around values that there are. */
    private static List<Domain> domains(Type type, List<Page> pages, Random random) {
        List<Domain> domains = new ArrayList<>(List.of(Domain.onlyNull(type), Domain.notNull(type)));
        if (!type.isComparable()) {
            return domains;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ValueBlock block = (ValueBlock) pages.get(random.nextInt(pages.size())).getBlock(1);
            int position = random.nextInt(ROWS);
            if (!block.isNull(position) && !isFloatingPointNaN(type, readNativeValue(type, block, position))
                    && isWhole(type)) {
                values.add(readNativeValue(type, block, position));
            }
        }
        for (int i = 0; i + 3 < values.size() && i < 6; i += 3) {
            boolean nullAllowed = random.nextBoolean();
            domains.add(Domain.create(ValueSet.of(type, values.get(i)), nullAllowed));
            domains.add(Domain.create(ValueSet.of(type, values.get(i), values.get(i + 1), values.get(i + 2)),
                    nullAllowed));
            domains.add(Domain.create(ValueSet.of(type, values.get(i), values.get(i + 1)).complement(), nullAllowed));
            if (type.isOrderable()) {
                ValueSet above = ValueSet.ofRanges(Range.greaterThan(type, values.get(i)));
                ValueSet below = ValueSet.ofRanges(Range.lessThanOrEqual(type, values.get(i + 1)));
                domains.add(Domain.create(above, nullAllowed));
                domains.add(Domain.create(below, nullAllowed));
                domains.add(Domain.create(above.intersect(below), nullAllowed));
                domains.add(Domain.create(above.complement().union(below.complement()), nullAllowed));
            }
        }
        return domains.stream().filter(domain -> !domain.isNone() && !domain.isAll()).toList();
    }

    /** Values with NULLs inside have no equality, hence no place in a domain. */
    private static boolean isWhole(Type type) {
        return !(type instanceof ArrayType || type instanceof MapType || type instanceof RowType);
    }

    private static Map<Integer, RoaringBitmap> deletes(int segments, Random random) {
        RoaringBitmap some = new RoaringBitmap();
        for (int row = 0; row < ROWS; row++) {
            if (random.nextInt(4) == 0) {
                some.add(row);
            }
        }
        RoaringBitmap all = new RoaringBitmap();
        all.add(0L, ROWS);
        return Map.of(random.nextInt(segments - 1), some, segments - 1, all);
    }

    private TableVersion delete(TableVersion version, Map<Integer, RoaringBitmap> deletes) throws IOException {
        List<SegmentEntry> segments = new ArrayList<>(version.segments());
        for (Map.Entry<Integer, RoaringBitmap> entry : deletes.entrySet()) {
            SegmentEntry segment = segments.get(entry.getKey());
            segments.set(entry.getKey(), segment.withDeletes(DeleteVectorFile.write(
                    store.dataDirectory(version.tableId()), UUID.randomUUID() + ".del", segment.id(),
                    entry.getValue())));
        }
        return version.withSegments("delete", segments);
    }

    private void compare(List<Page> pages, TableVersion version, Domain domain, Map<Integer, RoaringBitmap> deletes,
            String context) throws IOException {
        Type type = domain.getType();
        TupleDomain<ScanColumn> predicate = TupleDomain
                .withColumnDomains(Map.of(new ScanColumn(2, type, Optional.empty()), domain));
        List<Page> actual = new ArrayList<>();
        try (SegmentPageSource source = fixture.open(version, predicate);
                SegmentPageSource batches = fixture.open(version, predicate)) {
            for (SourcePage page = source.getNextSourcePage(); page != null; page = source.getNextSourcePage()) {
                ScanBatch batch = batches.nextBatch().orElseThrow();
                Page whole = page.getPage();
                assertThat(batch.selectedCount()).isEqualTo(whole.getPositionCount());
                BlockComparison.assertSame(type, batch.block(1), whole.getBlock(1));
                assertThat(batch.encoded(1).rows()).isEqualTo(batch.rows());
                if (type.getJavaType() == long.class && !(type instanceof RealType)) {
                    assertSameLongs(type, batch, whole.getBlock(1));
                }
                actual.add(whole);
            }
            assertThat(batches.nextBatch()).isEmpty();
        }
        List<Page> expected = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            RoaringBitmap deleted = deletes.getOrDefault(i, new RoaringBitmap());
            expected.add(filter(pages.get(i), deleted, ColumnFilter.isExact(domain) ? domain : Domain.all(type)));
        }
        if (!ColumnFilter.isExact(domain)) {
            // More rows may come: those that match must be among them
            actual = actual.stream().map(page -> filter(page, new RoaringBitmap(), domain)).toList();
            expected = expected.stream().map(page -> filter(page, new RoaringBitmap(), domain)).toList();
        }
        assertSameRows(type, actual, expected, context);
    }

    private static void assertSameLongs(Type type, ScanBatch batch, Block expected) {
        long[] values = new long[batch.rows()];
        Optional<long[]> validity = batch.longs(1, values);
        for (int i = 0; i < expected.getPositionCount(); i++) {
            boolean valid = validity.isEmpty() || Bitmap.isSet(validity.get(), 0, i);
            assertThat(valid).isEqualTo(!expected.isNull(i));
            if (valid) {
                assertThat(values[i]).isEqualTo(type.getLong(expected, i));
            }
        }
    }

    private static Page filter(Page page, RoaringBitmap deleted, Domain domain) {
        Block block = page.getBlock(1);
        int[] positions = new int[page.getPositionCount()];
        int count = 0;
        for (int i = 0; i < page.getPositionCount(); i++) {
            positions[count] = i;
            boolean passes = domain.isAll() || domain.includesNullableValue(
                    block.isNull(i) ? null : readNativeValue(domain.getType(), block, i));
            count += !deleted.contains(i) && passes ? 1 : 0;
        }
        return page.copyPositions(positions, 0, count);
    }

    private static void assertSameRows(Type type, List<Page> actual, List<Page> expected, String context) {
        try {
            List<Page> left = actual.stream().filter(page -> page.getPositionCount() > 0).toList();
            List<Page> right = expected.stream().filter(page -> page.getPositionCount() > 0).toList();
            assertThat(left).hasSameSizeAs(right);
            for (int i = 0; i < left.size(); i++) {
                BlockComparison.assertSame(BIGINT, left.get(i).getBlock(0), right.get(i).getBlock(0));
                BlockComparison.assertSame(type, left.get(i).getBlock(1), right.get(i).getBlock(1));
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(context, e);
        }
    }
}
