package io.blueshift.connector.mysql;

import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which engine type a MySQL column has, and how far MySQL compares it as the engine does.
 *
 * <p>
 * No value is bent to fit: unsigned integers take the next wider type, {@code TINYINT(1)} (which is also what
 * {@code BOOLEAN} makes) stays a number because it holds -128 to 127, and {@code BIT(1)}, which holds 0 and 1, is the
 * boolean. What the engine has no type for is read as text.
 */
class MySqlColumnTypes {
    private static final Comparability ORDERED = new Comparability.Ordered();

    private final Type json;

    MySqlColumnTypes(TypeManager typeManager) {
        this.json = typeManager.fromSqlType(StandardTypes.JSON);
    }

    /**
     * A column as {@code information_schema} describes it.
     *
     * @param columnType with length, sign and the like: {@code int unsigned}
     * @param characterLength of text, in characters
     * @param precision of numbers, in digits
     * @param timePrecision digits after the second
     */
    record Description(String name, String columnType, OptionalLong characterLength, OptionalLong precision,
            OptionalLong scale,
            OptionalLong timePrecision, Optional<String> collation) {
        boolean unsigned() {
            return columnType.contains(" unsigned");
        }

        int length() {
            return Math.toIntExact(Math.min(characterLength.orElse(Integer.MAX_VALUE), Integer.MAX_VALUE));
        }

        int second() {
            return Math.toIntExact(timePrecision.orElse(0));
        }
    }

    /** The name of a type without its parameters: {@code varchar} of {@code varchar(10)}. */
    static String baseName(String columnType) {
        int end = 0;
        while (end < columnType.length() && Character.isLetter(columnType.charAt(end))) {
            end++;
        }
        return columnType.substring(0, end);
    }

    RemoteColumn column(Description column) {
        boolean unsigned = column.unsigned();
        return switch (baseName(column.columnType())) {
            case "tinyint" -> plain(column, unsigned ? SmallintType.SMALLINT : TinyintType.TINYINT);
            case "smallint" -> plain(column, unsigned ? IntegerType.INTEGER : SmallintType.SMALLINT);
            case "mediumint" -> plain(column, IntegerType.INTEGER);
            case "int" -> plain(column, unsigned ? BigintType.BIGINT : IntegerType.INTEGER);
            case "bigint" -> plain(column, unsigned ? DecimalType.createDecimalType(20, 0) : BigintType.BIGINT);
            case "bit" -> bit(column);
            case "year" -> plain(column, SmallintType.SMALLINT);
            case "decimal" -> decimal(column);
            // As text a FLOAT has six digits only, and next to a constant it is a DOUBLE anyway
            case "float" -> readAs(column, RealType.REAL, "DOUBLE", ORDERED);
            case "double" -> plain(column, DoubleType.DOUBLE);
            case "date" -> plain(column, DateType.DATE);
            case "time" -> plain(column, TimeType.createTimeType(column.second()));
            case "datetime" -> plain(column, TimestampType.createTimestampType(column.second()));
            case "timestamp" ->
                plain(column, TimestampWithTimeZoneType.createTimestampWithTimeZoneType(column.second()));
            case "char" -> text(column, CharType.createCharType(column.length()));
            case "varchar", "tinytext", "text", "mediumtext", "longtext" -> text(column, varchar(column));
            case "enum", "set" ->
                new RemoteColumn(column.name(), varchar(column), column.columnType(), Optional.empty(),
                        new Comparability.Text(MySqlCollations.converted(column.collation().orElse("utf8mb4"))));
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                plain(column, VarbinaryType.VARBINARY);
            case "json" -> new RemoteColumn(column.name(), json, column.columnType(), Optional.empty(),
                    new Comparability.Incomparable("documents are compared by other rules"));
            case "geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon",
                    "geomcollection",
                    "geometrycollection" ->
                asText(column, MySqlDialect.WELL_KNOWN_TEXT);
            case "vector" -> asText(column, MySqlDialect.VECTOR_TEXT);
            default -> asText(column, "CHAR");
        };
    }

    /** What there is to say of a column that is text here and something else there. */
    static Optional<String> whyText(RemoteColumn column) {
        String type = column.remoteType();
        return switch (column.readAs().orElse("")) {
            case MySqlDialect.WELL_KNOWN_TEXT -> Optional.of(type + ", as well-known text");
            case "CHAR", MySqlDialect.VECTOR_TEXT -> Optional.of(type + ", as text");
            default -> Set.of("enum", "set").contains(baseName(type))
                    ? Optional.of(type + ", as text")
                    : Optional.empty();
        };
    }

    private static RemoteColumn bit(Description column) {
        long bits = column.precision().orElse(1);
        if (bits == 1) {
            return plain(column, BooleanType.BOOLEAN);
        }
        Type type = bits < Long.SIZE ? BigintType.BIGINT : DecimalType.createDecimalType(20, 0);
        return readAs(column, type, "UNSIGNED", ORDERED);
    }

    private static RemoteColumn decimal(Description column) {
        int precision = Math.toIntExact(column.precision().orElseThrow());
        return precision > Decimals.MAX_PRECISION
                ? asText(column, "CHAR")
                : plain(column, DecimalType.createDecimalType(precision, Math.toIntExact(column.scale().orElse(0))));
    }

    private static VarcharType varchar(Description column) {
        return column.length() > VarcharType.MAX_LENGTH
                ? VarcharType.createUnboundedVarcharType()
                : VarcharType.createVarcharType(column.length());
    }

    private static RemoteColumn text(Description column, Type type) {
        return new RemoteColumn(column.name(), type, column.columnType(), Optional.empty(),
                new Comparability.Text(MySqlCollations.semantics(column.collation().orElse("utf8mb4"))));
    }

    private static RemoteColumn asText(Description column, String target) {
        return readAs(column, VarcharType.VARCHAR, target,
                new Comparability.Incomparable(column.columnType() + " is read as text"));
    }

    private static RemoteColumn readAs(Description column, Type type, String target, Comparability comparability) {
        return new RemoteColumn(column.name(), type, column.columnType(), Optional.of(target), comparability);
    }

    private static RemoteColumn plain(Description column, Type type) {
        return new RemoteColumn(column.name(), type, column.columnType(), Optional.empty(), ORDERED);
    }
}
