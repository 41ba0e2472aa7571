package io.blueshift.connector.lake.external;

import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.RealType.REAL;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.UuidType.UUID;
import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextValueTest {
    private static String read(Type type, String text) {
        BlockBuilder block = type.createBlockBuilder(null, 1);
        TextValue.of(type).append(Slices.utf8Slice(text), block);
        return type.getObjectValue(block.build(), 0).toString();
    }

    private static void accepts(Type type, String text, String value) {
        assertThat(read(type, text)).as("%s from '%s'", type, text).isEqualTo(value);
    }

    private static void refuses(Type type, String... texts) {
        for (String text : texts) {
            assertThatThrownBy(() -> read(type, text)).as("%s from '%s'", type, text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void integers() {
        accepts(BIGINT, "9223372036854775807", "9223372036854775807");
        accepts(BIGINT, "-9223372036854775808", "-9223372036854775808");
        accepts(BIGINT, " +007 ", "7");
        accepts(INTEGER, "-2147483648", "-2147483648");
        accepts(SMALLINT, "32767", "32767");
        accepts(TINYINT, "-128", "-128");
        refuses(BIGINT, "", " ", "-", "9223372036854775808", "-9223372036854775809", "99999999999999999999", "1.0",
                "1e3", "x");
        refuses(INTEGER, "2147483648");
        refuses(SMALLINT, "-32769");
        refuses(TINYINT, "128");
    }

    @Test
    void floatingPoint() {
        accepts(DOUBLE, "1e308", "1.0E308");
        accepts(DOUBLE, "-Infinity", "-Infinity");
        accepts(DOUBLE, "nan", "NaN");
        accepts(REAL, "1.5", "1.5");
        refuses(DOUBLE, "", "1e309", "0x1p3", "1d", "1,5", "one");
        refuses(REAL, "1e39", "1f");
    }

    @Test
    void decimals() {
        accepts(DecimalType.createDecimalType(5, 2), "-123.4", "-123.40");
        accepts(DecimalType.createDecimalType(5, 2), "1.2300", "1.23");
        accepts(DecimalType.createDecimalType(5, 2), "1e2", "100.00");
        accepts(
                DecimalType.createDecimalType(38, 0),
                "99999999999999999999999999999999999999",
                "99999999999999999999999999999999999999");
        refuses(DecimalType.createDecimalType(5, 2), "1.234", "1000", "", "1e999999999", "1e-999999999", "NaN");
    }

    @Test
    void text() {
        accepts(VARCHAR, " as it is ", " as it is ");
        accepts(VarcharType.createVarcharType(3), "grü", "grü");
        accepts(CharType.createCharType(3), "a   ", "a  ");
        refuses(VarcharType.createVarcharType(3), "abcd", "abc ");
        refuses(CharType.createCharType(3), "abcd");
        BlockBuilder block = VARCHAR.createBlockBuilder(null, 1);
        assertThatThrownBy(
                () -> TextValue.of(VARCHAR).append(Slices.wrappedBuffer((byte) 'a', (byte) 0xC3, (byte) '('), block))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not UTF-8");
    }

    @Test
    void datesAndTimes() {
        accepts(DATE, "2024-02-29", "2024-02-29");
        accepts(DATE, "0001-01-01", "0001-01-01");
        accepts(TimeType.createTimeType(3), "23:59:59.999", "23:59:59.999");
        accepts(TimestampType.createTimestampType(3), "2024-02-29T12:30", "2024-02-29 12:30:00.000");
        accepts(TimestampType.createTimestampType(6), "1969-12-31 23:59:59.999999", "1969-12-31 23:59:59.999999");
        accepts(TimestampType.createTimestampType(3), "2024-02-29 12:30:01.120000", "2024-02-29 12:30:01.120");
        accepts(
                TimestampType.createTimestampType(12),
                "1969-12-31 23:59:59.123456789012",
                "1969-12-31 23:59:59.123456789012");
        accepts(TimestampType.createTimestampType(0), "2024-02-29", "2024-02-29 00:00:00");
        refuses(DATE, "", "2023-02-29", "29.02.2024", "2024-2-29", "2024-02-29 00:00:00");
        refuses(TimeType.createTimeType(3), "24:00:00", "12", "23:59:59.9999");
        refuses(TimestampType.createTimestampType(3), "2024-02-29 12:30:01.1234", "2024-02-29 25:00:00",
                "2024-02-29 10:00Z");
    }

    @Test
    void instants() {
        accepts(
                TimestampWithTimeZoneType.createTimestampWithTimeZoneType(3),
                "2024-02-29 12:00:00.123+02:00",
                "2024-02-29 12:00:00.123 +02:00");
        accepts(
                TimestampWithTimeZoneType.createTimestampWithTimeZoneType(6),
                "2024-02-29T12:00:00.123456Z",
                "2024-02-29 12:00:00.123456 UTC");
        accepts(
                TimestampWithTimeZoneType.createTimestampWithTimeZoneType(0),
                "2024-07-01 12:00:00 Europe/Berlin",
                "2024-07-01 12:00:00 Europe/Berlin");
        refuses(
                TimestampWithTimeZoneType.createTimestampWithTimeZoneType(3),
                "2024-02-29 12:00:00",
                "2024-02-29 12:00:00 Nowhere/Land");
    }

    @Test
    void others() {
        accepts(BOOLEAN, "TRUE", "true");
        accepts(BOOLEAN, "f", "false");
        accepts(UUID, "B9DDCB0D-9b5f-4b1c-8d0a-000000000001", "b9ddcb0d-9b5f-4b1c-8d0a-000000000001");
        accepts(VARBINARY, "\\x00ff", "AP8=");
        refuses(BOOLEAN, "", "yes", "2");
        refuses(UUID, "1-1-1-1-1", "");
        refuses(VARBINARY, "xyz", "abc");
        assertThatThrownBy(() -> TextValue.of(new ArrayType(BIGINT))).isInstanceOf(TrinoException.class)
                .hasMessageContaining("cannot be read from text");
    }
}
