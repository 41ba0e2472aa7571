package io.blueshift.connector.mysql;

import io.blueshift.connector.jdbc.ColumnReader;
import io.blueshift.connector.jdbc.ParameterWriter;
import io.blueshift.connector.jdbc.SourceTypes;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
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
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.Optional;

/**
 * Values between MySQL and the engine, and the columns of new tables. A type that MySQL would round (a timestamp finer
 * than a microsecond, a decimal of more than 30 decimal places) has no column type: better refused than lost.
 */
class MySqlTypes implements SourceTypes {
    private static final int SECOND_DIGITS_MAX = 6;
    private static final int SCALE_MAX = 30;
    private static final int CHAR_MAX = 255;
    // A row may have 65,535 bytes, and a VARCHAR counts in full while a TEXT counts with its address only
    private static final int VARCHAR_MAX = 255;
    // Bytes, of which a character takes up to four
    private static final int TEXT_MAX = ((1 << 16) - 1) / 4;
    private static final int MEDIUMTEXT_MAX = ((1 << 24) - 1) / 4;

    @Override
    public ColumnReader reader(RemoteColumn column) {
        return MySqlReaders.of(column.type());
    }

    @Override
    public ParameterWriter writer(Type type, String remoteType) {
        return MySqlWriters.of(type, remoteType);
    }

    @Override
    public Optional<String> columnType(Type type) {
        return switch (type) {
            case BooleanType _ -> Optional.of("BIT(1)");
            case TinyintType _ -> Optional.of("TINYINT");
            case SmallintType _ -> Optional.of("SMALLINT");
            case IntegerType _ -> Optional.of("INT");
            case BigintType _ -> Optional.of("BIGINT");
            case RealType _ -> Optional.of("FLOAT");
            case DoubleType _ -> Optional.of("DOUBLE");
            case DecimalType decimal when decimal.getScale() <= SCALE_MAX ->
                Optional.of("DECIMAL(" + decimal.getPrecision() + ", " + decimal.getScale() + ")");
            case CharType text when text.getLength() <= CHAR_MAX -> Optional.of("CHAR(" + text.getLength() + ")");
            case CharType text -> Optional.of(text(text.getLength()));
            case VarcharType text -> Optional.of(text(text.getLength().orElse(Integer.MAX_VALUE)));
            case VarbinaryType _ -> Optional.of("LONGBLOB");
            case DateType _ -> Optional.of("DATE");
            case TimeType time when time.getPrecision() <= SECOND_DIGITS_MAX ->
                Optional.of("TIME(" + time.getPrecision() + ")");
            case TimestampType timestamp when timestamp.getPrecision() <= SECOND_DIGITS_MAX ->
                Optional.of("DATETIME(" + timestamp.getPrecision() + ")");
            case TimestampWithTimeZoneType timestamp when timestamp.getPrecision() <= SECOND_DIGITS_MAX ->
                Optional.of("TIMESTAMP(" + timestamp.getPrecision() + ")");
            default -> type.getBaseName().equals(StandardTypes.JSON) ? Optional.of("JSON") : Optional.empty();
        };
    }

    private static String text(int length) {
        if (length <= VARCHAR_MAX) {
            return "VARCHAR(" + length + ")";
        }
        if (length <= TEXT_MAX) {
            return "TEXT";
        }
        return length <= MEDIUMTEXT_MAX ? "MEDIUMTEXT" : "LONGTEXT";
    }
}
