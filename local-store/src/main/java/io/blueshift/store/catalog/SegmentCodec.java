package io.blueshift.store.catalog;

import io.airlift.slice.Slices;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.deletes.DeleteVector;
import io.blueshift.store.statistics.DistinctSketch;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.type.Type;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Segment entries as Avro: inside a table's manifest, and alone as what a writer reports to the commit. Zone maps need
 * their column's type; those of unknown (dropped) columns are left out.
 */
public final class SegmentCodec {
    private static final Schema SCHEMA = TableManifest.SCHEMA.getField("segments").schema().getElementType();
    private static final Schema ZONE = SCHEMA.getField("zones").schema().getElementType();

    private static final Schema DELETES = SCHEMA.getField("deletes").schema().getTypes().get(1);

    private final ZoneMappers mappers;

    public SegmentCodec(ZoneMappers mappers) {
        this.mappers = mappers;
    }

    /** @param types by column id */
    public byte[] toBytes(SegmentEntry segment, Map<Integer, Type> types) {
        try {
            return AvroFile.toBytes(SCHEMA, toRecord(segment, types));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #toBytes} wrote. */
    public SegmentEntry fromBytes(byte[] bytes, Map<Integer, Type> types) {
        try {
            return fromRecord(AvroFile.fromBytes(SCHEMA, SCHEMA, bytes), types);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GenericRecord toRecord(SegmentEntry segment, Map<Integer, Type> types) {
        List<GenericRecord> zones = new ArrayList<>();
        segment.zones().forEach((columnId, zone) -> {
            if (types.containsKey(columnId)) {
                ByteWriter out = new ByteWriter(64);
                mappers.of(types.get(columnId)).write(zone, out);
                GenericRecord entry = new GenericData.Record(ZONE);
                entry.put("columnId", columnId);
                entry.put("zone", ByteBuffer.wrap(out.toByteArray()));
                entry.put("distinct", ByteBuffer.wrap(sketchBytes(segment, columnId)));
                zones.add(entry);
            }
        });
        GenericRecord entry = new GenericData.Record(SCHEMA);
        entry.put("id", segment.id().toString());
        entry.put("file", segment.file());
        entry.put("rows", segment.rows());
        entry.put("blocks", segment.blocks());
        entry.put("bytes", segment.bytes());
        entry.put("footerBytes", segment.footerBytes());
        entry.put("zones", zones);
        entry.put("sortedBy", segment.sortedBy());
        entry.put("deletes", segment.deletes().map(SegmentCodec::toRecord).orElse(null));
        return entry;
    }

    private static GenericRecord toRecord(DeleteVector deletes) {
        GenericRecord entry = new GenericData.Record(DELETES);
        entry.put("file", deletes.file());
        entry.put("bytes", deletes.bytes());
        entry.put("rows", deletes.rows());
        return entry;
    }

    private static DeleteVector deletes(GenericRecord entry) {
        return new DeleteVector(entry.get("file").toString(), (long) entry.get("bytes"), (long) entry.get("rows"));
    }

    private static byte[] sketchBytes(SegmentEntry segment, int columnId) {
        return segment.sketch(columnId).map(sketch -> sketch.bytes().getBytes()).orElse(new byte[0]);
    }

    private static byte[] bytes(GenericRecord entry, String field) {
        ByteBuffer buffer = (ByteBuffer) entry.get(field);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    SegmentEntry fromRecord(GenericRecord entry, Map<Integer, Type> types) {
        Map<Integer, ZoneMap> zones = new HashMap<>();
        Map<Integer, DistinctSketch> sketches = new HashMap<>();
        for (Object element : (List<?>) entry.get("zones")) {
            GenericRecord zone = (GenericRecord) element;
            Integer columnId = (Integer) zone.get("columnId");
            Type type = types.get(columnId);
            if (type != null) {
                zones.put(columnId, mappers.of(type).read(ByteReader.copyOf(bytes(zone, "zone"))));
                byte[] sketch = bytes(zone, "distinct");
                if (sketch.length > 0) {
                    sketches.put(columnId, new DistinctSketch(Slices.wrappedBuffer(sketch)));
                }
            }
        }
        return new SegmentEntry(
                UUID.fromString(entry.get("id").toString()),
                entry.get("file").toString(),
                (long) entry.get("rows"),
                (int) entry.get("blocks"),
                (long) entry.get("bytes"),
                (int) entry.get("footerBytes"),
                zones,
                sketches,
                ((List<?>) entry.get("sortedBy")).stream().map(Integer.class::cast).toList(),
                Optional.ofNullable((GenericRecord) entry.get("deletes")).map(SegmentCodec::deletes));
    }
}
