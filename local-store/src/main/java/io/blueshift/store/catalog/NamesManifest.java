package io.blueshift.store.catalog;

import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.error.UnknownFormatException;
import io.trino.spi.connector.SchemaTableName;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@link Names} as an Avro file. */
final class NamesManifest {
    static final Schema SCHEMA = AvroFile.loadSchema("names.avsc");
    static final int FORMAT_VERSION = 2;

    private NamesManifest() {}

    static byte[] encode(Names names) throws IOException {
        GenericRecord manifest = new GenericData.Record(SCHEMA);
        manifest.put("formatVersion", FORMAT_VERSION);
        manifest.put("version", names.version());
        manifest.put("committedAt", System.currentTimeMillis());
        List<GenericRecord> schemas = new ArrayList<>();
        for (String schema : names.schemas()) {
            GenericRecord entry = new GenericData.Record(SCHEMA.getField("schemas").schema().getElementType());
            entry.put("name", schema);
            schemas.add(entry);
        }
        manifest.put("schemas", schemas);
        manifest.put("tables", entries("tables", "id", names.tables()));
        manifest.put("views", entries("views", "definition", names.views()));
        manifest.put("materializedViews", materializedViews(names));
        manifest.put("functions", functions(names));
        return AvroFile.encode(SCHEMA, manifest);
    }

    private static List<GenericRecord> entries(String list, String valueField, Map<SchemaTableName, ?> values) {
        List<GenericRecord> entries = new ArrayList<>();
        values.forEach((name, value) -> {
            GenericRecord entry = new GenericData.Record(SCHEMA.getField(list).schema().getElementType());
            entry.put("schema", name.getSchemaName());
            entry.put("name", name.getTableName());
            entry.put(valueField, value.toString());
            entries.add(entry);
        });
        return entries;
    }

    private static List<GenericRecord> materializedViews(Names names) {
        Map<SchemaTableName, String> definitions = new LinkedHashMap<>();
        names.materializedViews().forEach((name, view) -> definitions.put(name, view.definition()));
        List<GenericRecord> entries = entries("materializedViews", "definition", definitions);
        int index = 0;
        for (MaterializedViewEntry view : names.materializedViews().values()) {
            entries.get(index++).put("storage", view.storage().toString());
        }
        return entries;
    }

    private static List<GenericRecord> functions(Names names) {
        List<GenericRecord> entries = new ArrayList<>();
        names.functions().forEach((name, definition) -> {
            GenericRecord entry = new GenericData.Record(SCHEMA.getField("functions").schema().getElementType());
            entry.put("schema", name.schema());
            entry.put("name", name.name());
            entry.put("signature", name.signature());
            entry.put("definition", definition);
            entries.add(entry);
        });
        return entries;
    }

    private static Map<FunctionName, String> functions(GenericRecord manifest) {
        Map<FunctionName, String> functions = new HashMap<>();
        for (Object element : (List<?>) manifest.get("functions")) {
            GenericRecord entry = (GenericRecord) element;
            FunctionName name = new FunctionName(
                    entry.get("schema").toString(),
                    entry.get("name").toString(),
                    entry.get("signature").toString());
            functions.put(name, entry.get("definition").toString());
        }
        return functions;
    }

    static Names read(Path file, long version) throws IOException {
        GenericRecord manifest = AvroFile.read(file, SCHEMA);
        int format = (int) manifest.get("formatVersion");
        if (format > FORMAT_VERSION) {
            throw new UnknownFormatException(file, format, FORMAT_VERSION);
        }
        if ((long) manifest.get("version") != version) {
            throw new CorruptFileException(file, 0, "the manifest is that of version " + manifest.get("version"));
        }
        Set<String> schemas = new HashSet<>();
        for (Object element : (List<?>) manifest.get("schemas")) {
            schemas.add(((GenericRecord) element).get("name").toString());
        }
        Map<SchemaTableName, UUID> tables = new HashMap<>();
        for (Object element : (List<?>) manifest.get("tables")) {
            GenericRecord entry = (GenericRecord) element;
            tables.put(name(entry), UUID.fromString(entry.get("id").toString()));
        }
        Map<SchemaTableName, String> views = new HashMap<>();
        for (Object element : (List<?>) manifest.get("views")) {
            GenericRecord entry = (GenericRecord) element;
            views.put(name(entry), entry.get("definition").toString());
        }
        Map<SchemaTableName, MaterializedViewEntry> materializedViews = new HashMap<>();
        for (Object element : (List<?>) manifest.get("materializedViews")) {
            GenericRecord entry = (GenericRecord) element;
            UUID storage = UUID.fromString(entry.get("storage").toString());
            materializedViews
                    .put(name(entry), new MaterializedViewEntry(storage, entry.get("definition").toString()));
        }
        return Names.of(version, schemas, tables, views, materializedViews, functions(manifest));
    }

    private static SchemaTableName name(GenericRecord entry) {
        return new SchemaTableName(entry.get("schema").toString(), entry.get("name").toString());
    }
}
