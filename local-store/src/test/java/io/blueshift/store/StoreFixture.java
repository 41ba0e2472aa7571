package io.blueshift.store;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.format.SegmentCache;
import io.blueshift.store.scan.ScanColumn;
import io.blueshift.store.scan.SegmentPageSource;
import io.blueshift.store.scan.SegmentSlice;
import io.blueshift.store.write.SegmentBuilder;
import io.blueshift.store.write.SegmentOrder;
import io.blueshift.store.write.TableWriter;
import io.blueshift.store.write.WriteColumn;
import io.trino.spi.Page;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tables of a store without an engine around it. */
public final class StoreFixture {
    private final LocalStore store;

    public StoreFixture(LocalStore store) {
        this.store = store;
    }

    /** Creates a table with columns c1, c2, ... and returns its id. */
    public UUID createTable(String name, List<Type> types) {
        UUID id = UUID.randomUUID();
        List<ColumnDefinition> columns = new ArrayList<>();
        for (Type type : types) {
            int columnId = columns.size() + 1;
            columns.add(
                    new ColumnDefinition(columnId, "c" + columnId, type, true, Optional.empty(), Optional.empty()));
        }
        store.prepareTable(id);
        store.createTable(
                new SchemaTableName("default", name),
                TableVersion.first(id, Optional.empty(), Map.of(), columns),
                false);
        return id;
    }

    /** Writes pages as segments that nothing mentions yet. */
    public List<SegmentEntry> write(UUID table, Page... pages) throws IOException {
        List<WriteColumn> columns = store.table(table).current().columns().stream()
                .map(column -> new WriteColumn(column.id(), column.type())).toList();
        TableWriter writer = new TableWriter(
                store.dataDirectory(table),
                UUID.randomUUID().toString(),
                () -> new SegmentBuilder(columns,
                        SegmentOrder.of(store.table(table).current().sortKey(), columns, store.zoneMappers()),
                        store.zoneMappers()));
        for (Page page : pages) {
            writer.append(page);
        }
        return writer.finish();
    }

    /** Writes and commits. */
    public TableVersion insert(UUID table, Page... pages) throws IOException {
        List<SegmentEntry> segments = write(table, pages);
        return store.table(table).commit(version -> version.append(segments));
    }

    /** Every column of every row of a version, decoded. */
    public List<Page> read(TableVersion version) throws IOException {
        List<Page> pages = new ArrayList<>();
        try (SegmentPageSource source = open(version, TupleDomain.all())) {
            while (!source.isFinished()) {
                SourcePage page = source.getNextSourcePage();
                if (page != null) {
                    pages.add(page.getPage());
                }
            }
        }
        return pages;
    }

    public SegmentPageSource open(TableVersion version, TupleDomain<ScanColumn> predicate) {
        SegmentPageSource.Scan scan = new SegmentPageSource.Scan(
                store.dataDirectory(version.tableId()),
                version.columns().stream().map(ScanColumn::of).toList(),
                () -> predicate,
                store.zoneMappers(),
                // Every file is read anew: tests spoil them
                new SegmentCache(0),
                new StoreErrors("local"),
                MemoryContext.NO_LIMIT);
        return new SegmentPageSource(scan, slices(version));
    }

    public static List<SegmentSlice> slices(TableVersion version) {
        List<SegmentSlice> slices = new ArrayList<>();
        for (SegmentEntry segment : version.segments()) {
            slices.add(SegmentSlice.of(slices.size(), segment, 0, segment.blocks()));
        }
        return slices;
    }

    public Path file(TableVersion version, int segment) {
        return store.dataDirectory(version.tableId()).resolve(version.segments().get(segment).file());
    }
}
