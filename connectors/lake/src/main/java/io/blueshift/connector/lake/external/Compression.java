package io.blueshift.connector.lake.external;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a text file is compressed, told by the end of its name. */
enum Compression {
    NONE,
    GZIP,
    ZSTD;

    private static final int BUFFER_BYTES = 64 << 10;

    static Compression of(String location) {
        String name = location.substring(location.lastIndexOf('/') + 1).toLowerCase(Locale.ENGLISH);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "gz", "gzip" -> GZIP;
            case "zst", "zstd" -> ZSTD;
            case "bz2", "lz4", "snappy", "xz", "zip", "7z", "br", "lzo", "z" -> throw new TrinoException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "%s is compressed in a way that is not supported: use .gz or .zst".formatted(location));
            default -> NONE;
        };
    }

    InputStream decompress(InputStream input) throws IOException {
        return switch (this) {
            case NONE -> input;
            case GZIP -> new GZIPInputStream(input, BUFFER_BYTES);
            case ZSTD -> new ZstdInputStream(input);
        };
    }
}
