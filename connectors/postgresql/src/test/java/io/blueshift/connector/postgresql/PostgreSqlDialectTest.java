package io.blueshift.connector.postgresql;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.TrinoException;
import io.trino.spi.type.DateType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
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

    private boolean expressible(Type type, Object value) {
        return dialect.expressible(new RemoteColumn("c", type, "x", Optional.empty(), new Comparability.Ordered()),
                value);
    }
}
