package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.SourceErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.SqlMap;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays, rows and maps as the server reads arrays, composites and HSTORE. Every part is quoted, so that no character of
 * it is taken for anything else.
 */
final class StructuredLiterals {
    private static final String NULL = "NULL";

    private StructuredLiterals() {}

    /**
     * @throws TrinoException for arrays that have no equal in PostgreSQL, where all arrays within an array are of one
     *                        size, and none is empty or NULL
     */
    static String text(Type type, Object value) {
        return switch (type) {
            case ArrayType array -> array(array, (Block) value);
            case RowType row -> row(row, (SqlRow) value);
            case MapType map -> map(map, (SqlMap) value);
            default -> PostgreSqlLiterals.text(type, value);
        };
    }

    private static String array(ArrayType type, Block elements) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < elements.getPositionCount(); i++) {
            parts.add(type.getElementType() instanceof ArrayType inner
                    ? inner(inner, elements, i)
                    : part(type.getElementType(), elements, i, NULL));
        }
        return "{" + String.join(",", parts) + "}";
    }

    /** The server would read an empty one as nothing at all, and NULLs as an array of one dimension. */
    private static String inner(ArrayType type, Block elements, int position) {
        if (elements.isNull(position) || type.getObject(elements, position).getPositionCount() == 0) {
            throw new TrinoException(SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE,
                    "PostgreSQL has no array that contains an array that is "
                            + (elements.isNull(position) ? NULL : "empty"));
        }
        return array(type, type.getObject(elements, position));
    }

    private static String row(RowType type, SqlRow row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < row.getFieldCount(); i++) {
            parts.add(part(type.getFieldTypes().get(i), row.getRawFieldBlock(i), row.getRawIndex(), ""));
        }
        return "(" + String.join(",", parts) + ")";
    }

    private static String map(MapType type, SqlMap map) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < map.getSize(); i++) {
            int position = map.getRawOffset() + i;
            parts.add(part(type.getKeyType(), map.getRawKeyBlock(), position, NULL) + "=>"
                    + part(type.getValueType(), map.getRawValueBlock(), position, NULL));
        }
        return String.join(",", parts);
    }

    private static String part(Type type, Block block, int position, String nullText) {
        return block.isNull(position)
                ? nullText
                : "\"" + text(type, TypeUtils.readNativeValue(type, block, position)).replace("\\", "\\\\")
                        .replace("\"", "\\\"") + "\"";
    }
}
