package io.blueshift.connector.lake.parquet;

import io.blueshift.connector.lake.storage.LakeStorage;
import io.trino.parquet.AbstractParquetDataSource;
import io.trino.parquet.ParquetCorruptionException;
import io.trino.parquet.ParquetDataSourceId;
import io.trino.parquet.ParquetReaderOptions;
import org.apache.hadoop.fs.FSDataInputStream;

import java.io.EOFException;
import java.io.IOException;

import static java.util.Objects.requireNonNull;

/**
 * The bytes of one Parquet file. Remembers the last range read, so that an error can say where the file is broken. For one
 * thread.
 */
final class StorageParquetSource extends AbstractParquetDataSource {
    private final LakeStorage storage;
    private final String location;
    private final FSDataInputStream input;
    private long lastPosition;
    private int lastLength;

    StorageParquetSource(LakeStorage storage, String location, long size, ParquetReaderOptions options) {
        super(new ParquetDataSourceId(location), size, options);
        this.storage = requireNonNull(storage, "storage is null");
        this.location = location;
        this.input = storage.open(location, size);
    }

    @Override
    protected void readInternal(long position, byte[] buffer, int offset, int length) throws IOException {
        lastPosition = position;
        lastLength = length;
        if (position < 0 || position + length > getEstimatedSize()) {
            throw new ParquetCorruptionException(
                    getId(),
                    "It points at bytes %s to %s, but has %s bytes",
                    position,
                    position + length,
                    getEstimatedSize());
        }
        try {
            input.readFully(position, buffer, offset, length);
        } catch (EOFException e) {
            throw new ParquetCorruptionException(
                    e,
                    getId(),
                    "It ends before byte %s, but should have %s bytes",
                    position + length,
                    getEstimatedSize());
        } catch (IOException e) {
            throw storage.readFailed(location, e);
        }
    }

    String location() {
        return location;
    }

    /** Where the reader was, for error messages. */
    String whereabouts() {
        return lastLength == 0 ? "" : " (last read: bytes %s to %s)".formatted(lastPosition, lastPosition + lastLength);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
