package io.blueshift.connector.postgresql;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteExpression;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.trino.spi.TrinoException;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgreSqlDialectTest {
    private final PostgreSqlDialect dialect = new PostgreSqlDialect();

    @Test
    void quotesNamesAndRefusesThoseThatTheServerWouldCut() {
        assertThat(dialect.quote("odd \"name\"")).isEqualTo("\"odd \"\"name\"\"\"");
        assertThat(dialect.quote("ä".repeat(31))).hasSize(33);
        assertThatThrownBy(() -> dialect.quote("ä".repeat(32))).isInstanceOf(TrinoException.class)
                .hasMessageContaining("63 bytes");
    }

    @Test
    void parametersThatTheDriverTypes() {
        assertThat(dialect.placeholder("bigint")).isEqualTo("?");
        assertThat(dialect.placeholder("character varying(3)")).isEqualTo("?");
        assertThat(dialect.placeholder("timestamp(3) without time zone")).isEqualTo("?");
    }

    @Test
    void manyConstantsAreOneArray() {
        assertThat(dialect.oneOfMany("c", List.of(literal("a\\\"'"), literal("NULL"))))
                .contains("c = ANY (CAST(E'{\"a\\\\\\\\\\\\\"''\",\"NULL\"}' AS character varying[]))");
    }

    private static Literal literal(String text) {
        return Literal.of(VarcharType.VARCHAR, Slices.utf8Slice(text), "character varying(9)");
    }

    @Test
    void castsDoNotCutValues() {
        assertThat(dialect.placeholder("numeric(5,2)")).isEqualTo("CAST(? AS numeric)");
        assertThat(dialect.placeholder("character(3)")).isEqualTo("CAST(? AS bpchar)");
        assertThat(dialect.placeholder("name")).isEqualTo("CAST(? AS text)");
        assertThat(dialect.placeholder("bit(3)")).isEqualTo("CAST(? AS bit varying)");
        assertThat(dialect.placeholder("character varying(3)[]")).isEqualTo("CAST(? AS character varying[])");
        assertThat(dialect.placeholder("timeline")).isEqualTo("CAST(? AS timeline)");
        assertThat(dialect.placeholder("odd.\"enum(3)\"")).isEqualTo("CAST(? AS odd.\"enum(3)\")");
    }

    @Test
    void whatPostgreSqlCannotHoldIsNotAsked() {
        assertThat(expressible(VarcharType.VARCHAR, Slices.utf8Slice("a\0b"))).isFalse();
        Slice broken = Slices.wrappedBuffer((byte) 'a', (byte) 0xC3);
        assertThat(expressible(VarcharType.VARCHAR, broken)).isFalse();
        assertThat(expressible(VarcharType.VARCHAR, Slices.utf8Slice("ä😀"))).isTrue();
        assertThat(expressible(DateType.DATE, LocalDate.of(-4713, 11, 23).toEpochDay())).isFalse();
        assertThat(expressible(DateType.DATE, LocalDate.of(-4713, 11, 24).toEpochDay())).isTrue();
    }

    @Test
    void literalsAreQuotedAndCast() {
        assertThat(text("it's")).isEqualTo("CAST('it''s' AS text)");
        assertThat(text("'; DROP TABLE t; --")).isEqualTo("CAST('''; DROP TABLE t; --' AS text)");
        // The same whatever standard_conforming_strings is
        assertThat(text("\\'; SELECT 1")).isEqualTo("CAST(E'\\\\''; SELECT 1' AS text)");
        assertThat(text("東😀$$?")).isEqualTo("CAST('東😀$$?' AS text)");
        assertThat(text("'".repeat(1_000_000))).isEqualTo("CAST('" + "''".repeat(1_000_000) + "' AS text)");
        assertThatThrownBy(() -> text("a\0'")).isInstanceOf(IllegalArgumentException.class);
        assertThat(literal(VarbinaryType.VARBINARY, Slices.wrappedBuffer((byte) 0, (byte) 0x27), "bytea"))
                .isEqualTo("CAST(E'\\\\x0027' AS bytea)");
        assertThat(literal(DoubleType.DOUBLE, Double.NEGATIVE_INFINITY, "double precision"))
                .isEqualTo("CAST('-Infinity' AS double precision)");
        assertThat(literal(DateType.DATE, LocalDate.of(-4712, 11, 24).toEpochDay(), "date"))
                .isEqualTo("CAST('4713-11-24 BC' AS date)");
        assertThat(literal(DateType.DATE, LocalDate.of(12345, 1, 2).toEpochDay(), "date"))
                .isEqualTo("CAST('12345-01-02' AS date)");
        assertThat(literal(DecimalType.createDecimalType(5, 2), -100L, "numeric(5,2)"))
                .isEqualTo("CAST('-1.00' AS numeric)");
    }

    private String text(String value) {
        return literal(VarcharType.VARCHAR, Slices.utf8Slice(value), "text");
    }

    private String literal(Type type, Object value, String remoteType) {
        return dialect.literal(RemoteExpression.Literal.of(type, value, remoteType));
    }

    private boolean expressible(Type type, Object value) {
        return dialect.expressible(new RemoteColumn("c", type, "x", Optional.empty(), new Comparability.Ordered()),
                value);
    }
}
