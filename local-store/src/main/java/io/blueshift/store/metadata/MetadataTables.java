package io.blueshift.store.metadata;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.RetainedVersion;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.deletes.DeleteVector;
import io.blueshift.store.metadata.MetadataTable.Row;
import io.blueshift.store.zone.ValueRange;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MICROS;
import static io.trino.spi.type.TypeUtils.writeNativeValue;

/** Makes the metadata tables of one table at the version that a query sees. */
public final class MetadataTables {
    private MetadataTables() {}

    /** One row per segment; the smallest and largest value are those of the first column of the sort key. */
    public static SystemTable segments(SchemaTableName name, Supplier<TableVersion> version) {
        List<ColumnMetadata> columns = List.of(
                text("segment"),
                text("file"),
                number("rows"),
                number("deleted_rows"),
                number("bytes"),
                number("blocks"),
                text("sort_key_min"),
                text("sort_key_max"));
        return new MetadataTable(name, columns, () -> segmentRows(version.get()));
    }

    private static List<Row> segmentRows(TableVersion version) {
        List<Row> rows = new ArrayList<>();
        for (SegmentEntry segment : version.segments()) {
            Optional<ColumnDefinition> key = version.sortKey().stream().findFirst().flatMap(version::column);
            Optional<ValueRange> range = key.flatMap(column -> segment.zone(column.id()).range());
            rows.add(
                    Row.of(
                            Optional.of(slice(segment.id().toString())),
                            Optional.of(slice(segment.file())),
                            Optional.of(segment.rows()),
                            Optional.of(segment.deletes().map(DeleteVector::rows).orElse(0L)),
                            Optional.of(segment.bytes()),
                            Optional.of((long) segment.blocks()),
                            range.map(known -> valueText(key.orElseThrow().type(), known.min())),
                            range.map(known -> valueText(key.orElseThrow().type(), known.max()))));
        }
        return rows;
    }

    /** One row per segment and column. */
    public static SystemTable columns(SchemaTableName name, Supplier<List<ChunkFacts>> chunks) {
        List<ColumnMetadata> columns = List.of(
                text("segment"),
                text("column"),
                text("type"),
                text("encoding"),
                number("bytes_raw"),
                number("bytes_stored"),
                text("min"),
                text("max"),
                number("nulls"),
                number("distinct_values"));
        return new MetadataTable(
                name,
                columns,
                () -> chunks.get().stream()
                        .map(
                                chunk -> Row.of(
                                        Optional.of(slice(chunk.segment().toString())),
                                        Optional.of(slice(chunk.column())),
                                        Optional.of(slice(chunk.type().getDisplayName())),
                                        chunk.encoding().map(MetadataTables::slice),
                                        chunk.rawBytes(),
                                        Optional.of(chunk.storedBytes()),
                                        chunk.zone().range().map(range -> valueText(chunk.type(), range.min())),
                                        chunk.zone().range().map(range -> valueText(chunk.type(), range.max())),
                                        Optional.of(chunk.zone().nulls()),
                                        chunk.distinctValues()))
                        .toList());
    }

    /** One row per version that can still be read. */
    public static SystemTable snapshots(SchemaTableName name, Supplier<LocalTable> table,
            Supplier<TableVersion> version) {
        List<ColumnMetadata> columns = List.of(
                number("version"),
                new ColumnMetadata("committed_at", TIMESTAMP_TZ_MICROS),
                text("operation"),
                number("added_rows"),
                number("deleted_rows"),
                number("rows"),
                number("segments"),
                number("bytes"),
                new ColumnMetadata("current", BOOLEAN));
        return new MetadataTable(name, columns, () -> {
            long current = version.get().version();
            return table.get().versions().stream().filter(retained -> retained.version() <= current)
                    .map(retained -> snapshot(retained, retained.version() == current)).toList();
        });
    }

    private static Row snapshot(RetainedVersion retained, boolean current) {
        Instant time = retained.commit().time();
        return Row.of(
                Optional.of(retained.version()),
                Optional.of(
                        LongTimestampWithTimeZone.fromEpochSecondsAndFraction(
                                time.getEpochSecond(),
                                time.getNano() * 1000L,
                                UTC_KEY)),
                Optional.of(slice(retained.commit().operation())),
                Optional.of(retained.commit().addedRows()),
                Optional.of(retained.commit().deletedRows()),
                Optional.of(retained.rows()),
                Optional.of((long) retained.segments()),
                Optional.of(retained.bytes()),
                Optional.of(current));
    }

    private static ColumnMetadata text(String name) {
        return new ColumnMetadata(name, VarcharType.VARCHAR);
    }

    private static ColumnMetadata number(String name) {
        return new ColumnMetadata(name, BIGINT);
    }

    private static Slice slice(String text) {
        return Slices.utf8Slice(text);
    }

    static Slice valueText(Type type, Object value) {
        return slice(String.valueOf(type.getObjectValue(writeNativeValue(type, value), 0)));
    }
}
