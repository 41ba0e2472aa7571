package io.blueshift.connector.jdbc;

import io.airlift.slice.Slice;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Optional;

import static java.lang.Float.intBitsToFloat;

/** Writers for what JDBC drivers agree on, the counterpart of {@link StandardReaders}. */
public final class StandardWriters {
    private StandardWriters() {}

    /** The writer for drivers that take values of the obvious Java class; absent for other engine types. */
    public static Optional<ParameterWriter> forType(Type type) {
        return Optional.ofNullable(switch (type) {
            case BooleanType _ -> (statement, index, value) -> statement.setBoolean(index, (boolean) value);
            case TinyintType _,SmallintType _ ->
                (statement, index, value) -> statement.setShort(index, ((Long) value).shortValue());
            case IntegerType _ -> (statement, index, value) -> statement.setInt(index, Math.toIntExact((long) value));
            case BigintType _ -> (statement, index, value) -> statement.setLong(index, (long) value);
            case RealType _ ->
                (statement, index, value) -> statement.setFloat(index, intBitsToFloat(((Long) value).intValue()));
            case DoubleType _ -> (statement, index, value) -> statement.setDouble(index, (double) value);
            case DecimalType decimal ->
                (statement, index, value) -> statement.setBigDecimal(index, decimal(decimal, value));
            case VarcharType _ -> text();
            case CharType padded ->
                (statement, index, value) -> statement.setString(index,
                        Chars.padSpaces((Slice) value, padded).toStringUtf8());
            case VarbinaryType _ -> (statement, index, value) -> statement.setBytes(index, ((Slice) value).getBytes());
            case DateType _ ->
                (statement, index, value) -> statement.setObject(index, LocalDate.ofEpochDay((long) value));
            case TimeType _ -> (statement, index, value) -> statement.setObject(index, EngineTimes.time((long) value));
            case TimestampType timestamp ->
                (statement, index, value) -> statement.setObject(index, EngineTimes.timestamp(timestamp, value));
            case TimestampWithTimeZoneType timestamp ->
                (statement, index, value) -> statement.setObject(index, EngineTimes.instant(timestamp, value));
            case UuidType _ ->
                (statement, index, value) -> statement.setObject(index, UuidType.trinoUuidToJavaUuid((Slice) value));
            default -> null;
        });
    }

    /** Text, or a type that the engine represents by its text. */
    public static ParameterWriter text() {
        return (statement, index, value) -> statement.setString(index, ((Slice) value).toStringUtf8());
    }

    private static BigDecimal decimal(DecimalType type, Object value) {
        BigInteger unscaled = type.isShort() ? BigInteger.valueOf((long) value) : ((Int128) value).toBigInteger();
        return new BigDecimal(unscaled, type.getScale());
    }
}
