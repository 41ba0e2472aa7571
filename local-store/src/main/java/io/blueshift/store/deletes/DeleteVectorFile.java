package io.blueshift.store.deletes;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.error.UnknownFormatException;
import io.blueshift.store.files.DurableFiles;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;

/** The file behind a {@link DeleteVector}; its layout is in the package's documentation. */
public final class DeleteVectorFile {
    static final int FORMAT_VERSION = 2;

    /** "BSDV" read as a little-endian number. */
    private static final int MAGIC = 0x56445342;
    private static final int HEADER_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;

    private DeleteVectorFile() {}

    /** Writes a new file, forced to the disk; its directory entry is for the caller to force. */
    public static DeleteVector write(Path directory, String name, UUID segment, RoaringBitmap rows)
            throws IOException {
        byte[] bitmap = toBytes(rows);
        ByteWriter out = new ByteWriter(HEADER_BYTES + bitmap.length + Integer.BYTES);
        out.writeInt(MAGIC);
        out.writeInt(FORMAT_VERSION);
        out.writeLong(segment.getMostSignificantBits());
        out.writeLong(segment.getLeastSignificantBits());
        out.writeBytes(bitmap, 0, bitmap.length);
        out.writeInt(crc(out.toByteArray(), out.size()));
        byte[] content = out.toByteArray();
        DurableFiles.write(directory.resolve(name), content);
        return new DeleteVector(name, content.length, rows.getLongCardinality());
    }

    /** Reads and verifies a file. */
    public static RoaringBitmap read(Path directory, DeleteVector vector, UUID segment) throws IOException {
        Path file = directory.resolve(vector.file());
        byte[] bytes = readAll(file);
        if (bytes.length != vector.bytes() || bytes.length < HEADER_BYTES + Integer.BYTES) {
            throw new CorruptFileException(
                    file,
                    Math.min(bytes.length, vector.bytes()),
                    "the file has %d bytes, %d were written".formatted(bytes.length, vector.bytes()));
        }
        int end = bytes.length - Integer.BYTES;
        ByteReader in = ByteReader.copyOf(bytes);
        int magic = in.readInt();
        int version = in.readInt();
        UUID writtenFor = new UUID(in.readLong(), in.readLong());
        in.skip(end - HEADER_BYTES);
        int stored = in.readInt();
        int actual = crc(bytes, end);
        if (magic != MAGIC || stored != actual) {
            throw new CorruptFileException(file, 0, "checksum is %08x, expected %08x".formatted(actual, stored));
        }
        if (version != FORMAT_VERSION) {
            throw new UnknownFormatException(file, version, FORMAT_VERSION);
        }
        if (!writtenFor.equals(segment)) {
            throw new CorruptFileException(
                    file,
                    2 * Integer.BYTES,
                    "deletes of segment %s, expected segment %s".formatted(writtenFor, segment));
        }
        RoaringBitmap rows = fromBytes(ByteBuffer.wrap(bytes, HEADER_BYTES, end - HEADER_BYTES));
        if (rows.getLongCardinality() != vector.rows()) {
            throw new CorruptFileException(
                    file,
                    HEADER_BYTES,
                    "%d rows, %d were written".formatted(rows.getLongCardinality(), vector.rows()));
        }
        return rows;
    }

    private static byte[] readAll(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CorruptFileException(file, 0, "the file is missing", e);
        }
    }

    /** The portable serialisation. */
    public static byte[] toBytes(RoaringBitmap rows) {
        rows.runOptimize();
        ByteBuffer buffer = ByteBuffer.allocate(rows.serializedSizeInBytes());
        rows.serialize(buffer);
        return buffer.array();
    }

    /** Reads what {@link #toBytes} wrote. */
    public static RoaringBitmap fromBytes(ByteBuffer bytes) throws IOException {
        RoaringBitmap rows = new RoaringBitmap();
        rows.deserialize(bytes);
        return rows;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
