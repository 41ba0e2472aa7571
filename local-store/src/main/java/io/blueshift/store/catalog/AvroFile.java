package io.blueshift.store.catalog;

import io.blueshift.store.error.CorruptFileException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * An Avro object container of exactly one record, which any Avro tool reads, with a checksum of schema and record in
 * its metadata. A record written with an older schema is read into the current one by Avro's rules of resolution.
 */
final class AvroFile {
    private static final String CHECKSUM = "blueshift.crc32c";

    /** The schemas written with, as JSON, which takes longer to make than a small manifest. */
    private static final Map<Schema, byte[]> TEXTS = new ConcurrentHashMap<>();

    private AvroFile() {}

    private static byte[] text(Schema schema) {
        return schema.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Schema loadSchema(String resource) {
        try (InputStream in = AvroFile.class.getResourceAsStream(resource)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new IllegalStateException("schema " + resource + " cannot be read", e);
        }
    }

    static byte[] toBytes(Schema schema, GenericRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    static GenericRecord fromBytes(Schema written, Schema expected, byte[] bytes) throws IOException {
        return new GenericDatumReader<GenericRecord>(written, expected)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    static byte[] encode(Schema schema, GenericRecord value) throws IOException {
        byte[] datum = toBytes(schema, value);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setMeta(CHECKSUM, Long.toHexString(checksum(TEXTS.computeIfAbsent(schema, AvroFile::text), datum)));
            writer.create(schema, file);
            writer.appendEncoded(ByteBuffer.wrap(datum));
        }
        return file.toByteArray();
    }

    static GenericRecord read(Path file, Schema expected) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(
                new SeekableByteArrayInput(bytes),
                new GenericDatumReader<>())) {
            Schema written = reader.getSchema();
            String stored = reader.getMetaString(CHECKSUM);
            ByteBuffer block = reader.hasNext() ? reader.nextBlock() : ByteBuffer.allocate(0);
            byte[] datum = new byte[block.remaining()];
            block.get(datum);
            String actual = Long.toHexString(checksum(text(written), datum));
            if (!actual.equals(stored)) {
                throw new CorruptFileException(file, 0, "checksum is " + actual + ", expected " + stored);
            }
            if (reader.getBlockCount() != 1 || reader.hasNext()) {
                throw new CorruptFileException(file, reader.previousSync(), "more than one record");
            }
            return fromBytes(written, expected, datum);
        } catch (IOException | RuntimeException e) {
            if (e instanceof CorruptFileException corrupt) {
                throw corrupt;
            }
            throw new CorruptFileException(file, 0, "not a sound manifest: " + e.getMessage(), e);
        }
    }

    private static long checksum(byte[] schema, byte[] datum) {
        CRC32C crc = new CRC32C();
        crc.update(schema);
        crc.update(datum);
        return crc.getValue();
    }
}
