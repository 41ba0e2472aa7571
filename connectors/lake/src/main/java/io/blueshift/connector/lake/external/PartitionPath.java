package io.blueshift.connector.lake.external;

import com.google.common.collect.ImmutableMap;
import io.airlift.slice.Slices;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.type.TypeUtils;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values in the names of directories, as Hive lays them out: {@code dt=2024-01-01/country=DE/file}. Names are found in any
 * case; values are percent-decoded, and {@code __HIVE_DEFAULT_PARTITION__} is NULL.
 */
final class PartitionPath {
    static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private PartitionPath() {}

    /** All {@code name=value} directories between a table's location and a file, names in lower case, outermost first. */
    static Map<String, String> values(String tableLocation, String file) {
        String root = tableLocation.endsWith("/") ? tableLocation : tableLocation + "/";
        ImmutableMap.Builder<String, String> values = ImmutableMap.builder();
        String below = file.startsWith(root) ? file.substring(root.length()) : "";
        int end = below.lastIndexOf('/');
        for (String directory : end < 0 ? List.<String>of() : List.of(below.substring(0, end).split("/"))) {
            int equals = directory.indexOf('=');
            if (equals > 0) {
                values.put(
                        decode(directory.substring(0, equals)).toLowerCase(Locale.ENGLISH),
                        decode(directory.substring(equals + 1)));
            }
        }
        return values.buildKeepingLast();
    }

    /** One position: the value of a partition column, NULL included. */
    static Block block(LakeColumnHandle column, String text, String file) {
        BlockBuilder block = column.type().createBlockBuilder(null, 1);
        if (text.equals(NULL_VALUE)) {
            return block.appendNull().build();
        }
        try {
            TextValue.of(column.type()).append(Slices.utf8Slice(text), block);
        } catch (IllegalArgumentException e) {
            throw new TrinoException(
                    LakeErrorCode.LAKE_BAD_ROW,
                    "%s: the directory %s=%s names no %s".formatted(
                            file,
                            column.name(),
                            text,
                            column.type().getDisplayName()));
        }
        return block.build();
    }

    static NullableValue value(LakeColumnHandle column, String text, String file) {
        return new NullableValue(column.type(), TypeUtils.readNativeValue(column.type(), block(column, text, file), 0));
    }

    /** Hive escapes what a file name may not hold as % and two hexadecimal digits; anything else stays. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2])) {
                decoded.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
