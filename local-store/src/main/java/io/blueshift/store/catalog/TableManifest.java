package io.blueshift.store.catalog;

import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.error.UnknownFormatException;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeId;
import io.trino.spi.type.TypeManager;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A {@link TableVersion} as an Avro file. */
final class TableManifest {
    static final Schema SCHEMA = AvroFile.loadSchema("table.avsc");
    static final int FORMAT_VERSION = 2;

    /** The fields of {@link RetainedVersion}: Avro skips what a reader's schema leaves out. */
    private static final Schema SUMMARY = AvroFile.loadSchema("table-summary.avsc");
    private static final Schema COLUMN = SCHEMA.getField("columns").schema().getElementType();

    private final TypeManager typeManager;
    private final SegmentCodec segments;

    TableManifest(TypeManager typeManager, ZoneMappers mappers) {
        this.typeManager = typeManager;
        this.segments = new SegmentCodec(mappers);
    }

    byte[] encode(TableVersion table) throws IOException {
        Map<Integer, Type> types = new HashMap<>();
        List<GenericRecord> columns = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            types.put(column.id(), column.type());
            GenericRecord entry = new GenericData.Record(COLUMN);
            entry.put("id", column.id());
            entry.put("name", column.name());
            entry.put("type", column.type().getTypeId().getId());
            entry.put("nullable", column.nullable());
            entry.put("defaultValue", column.defaultValue().orElse(null));
            entry.put("comment", column.comment().orElse(null));
            entry.put("initialValue", column.initialValue().orElse(null));
            columns.add(entry);
        }
        GenericRecord manifest = new GenericData.Record(SCHEMA);
        manifest.put("formatVersion", FORMAT_VERSION);
        manifest.put("tableId", table.tableId().toString());
        manifest.put("version", table.version());
        manifest.put("committedAt", ChronoUnit.MICROS.between(Instant.EPOCH, table.commit().time()));
        manifest.put("operation", table.commit().operation());
        manifest.put("addedRows", table.commit().addedRows());
        manifest.put("deletedRows", table.commit().deletedRows());
        manifest.put("contentVersion", table.commit().contentVersion());
        manifest.put("comment", table.comment().orElse(null));
        manifest.put("properties", table.properties());
        manifest.put("nextColumnId", table.nextColumnId());
        manifest.put("columns", columns);
        manifest.put("segments", table.segments().stream().map(entry -> segments.toRecord(entry, types)).toList());
        return AvroFile.encode(SCHEMA, manifest);
    }

    TableVersion read(Path file, UUID tableId, long version) throws IOException {
        GenericRecord manifest = readVerified(file, SCHEMA, tableId, version);
        Map<Integer, Type> types = new HashMap<>();
        List<ColumnDefinition> columns = new ArrayList<>();
        for (Object element : (List<?>) manifest.get("columns")) {
            ColumnDefinition column = column((GenericRecord) element);
            types.put(column.id(), column.type());
            columns.add(column);
        }
        Map<String, String> properties = new HashMap<>();
        ((Map<?, ?>) manifest.get("properties"))
                .forEach((key, value) -> properties.put(key.toString(), value.toString()));
        return new TableVersion(
                tableId,
                version,
                commit(manifest),
                text(manifest, "comment"),
                properties,
                (int) manifest.get("nextColumnId"),
                columns,
                ((List<?>) manifest.get("segments")).stream()
                        .map(element -> segments.fromRecord((GenericRecord) element, types))
                        .toList());
    }

    /** What {@link RetainedVersion} says of a version; the rest of the manifest is skipped. */
    RetainedVersion readSummary(Path file, UUID tableId, long version) throws IOException {
        GenericRecord manifest = readVerified(file, SUMMARY, tableId, version);
        Set<String> files = new HashSet<>();
        long rows = 0;
        long bytes = 0;
        for (Object element : (List<?>) manifest.get("segments")) {
            GenericRecord segment = (GenericRecord) element;
            files.add(segment.get("file").toString());
            rows += (long) segment.get("rows");
            bytes += (long) segment.get("bytes");
            if (segment.get("deletes") instanceof GenericRecord deletes) {
                files.add(deletes.get("file").toString());
                rows -= (long) deletes.get("rows");
                bytes += (long) deletes.get("bytes");
            }
        }
        int segments = ((List<?>) manifest.get("segments")).size();
        return new RetainedVersion(version, commit(manifest), rows, segments, bytes, files);
    }

    private static GenericRecord readVerified(Path file, Schema schema, UUID tableId, long version)
            throws IOException {
        GenericRecord manifest = AvroFile.read(file, schema);
        int format = (int) manifest.get("formatVersion");
        if (format != FORMAT_VERSION) {
            throw new UnknownFormatException(file, format, FORMAT_VERSION);
        }
        if (!manifest.get("tableId").toString().equals(tableId.toString())
                || (long) manifest.get("version") != version) {
            throw new CorruptFileException(
                    file,
                    0,
                    "the manifest is that of table %s, version %s"
                            .formatted(manifest.get("tableId"), manifest.get("version")));
        }
        return manifest;
    }

    private static Commit commit(GenericRecord manifest) {
        return new Commit(
                manifest.get("operation").toString(),
                Instant.EPOCH.plus((long) manifest.get("committedAt"), ChronoUnit.MICROS),
                (long) manifest.get("addedRows"),
                (long) manifest.get("deletedRows"),
                (long) manifest.get("contentVersion"));
    }

    private ColumnDefinition column(GenericRecord entry) {
        return new ColumnDefinition(
                (int) entry.get("id"),
                entry.get("name").toString(),
                typeManager.getType(TypeId.of(entry.get("type").toString())),
                (boolean) entry.get("nullable"),
                text(entry, "defaultValue"),
                text(entry, "comment"),
                text(entry, "initialValue"));
    }

    private static Optional<String> text(GenericRecord entry, String field) {
        return Optional.ofNullable(entry.get(field)).map(Object::toString);
    }
}
