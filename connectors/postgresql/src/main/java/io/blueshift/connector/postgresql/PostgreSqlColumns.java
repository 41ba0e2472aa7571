package io.blueshift.connector.postgresql;

import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.Exactness;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.TextSemantics;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Which engine type a PostgreSQL column gets, and how far the two compare alike. No type is hidden: what the engine has
 * no equal of is read as PostgreSQL's own text for it, by a cast in the remote query.
 *
 * <p>
 * NUMERIC without precision, or with more than 38 digits, becomes NUMBER, which holds NaN and the infinities too.
 */
class PostgreSqlColumns {
    private static final int DECIMAL_DIGITS_MAX = 38;
    private static final int TIME_DIGITS_MAX = 6;
    /** A type modifier counts its own length. */
    private static final int MODIFIER_HEADER = 4;

    private static final Comparability ORDERED = new Comparability.Ordered();
    private static final Comparability FLOATING = new Comparability.Floating(true);

    private final PostgreSqlTypes types;

    PostgreSqlColumns(PostgreSqlTypes types) {
        this.types = types;
    }

    /** @param row of the catalog's column query */
    RemoteColumn column(ResultSet row) throws SQLException {
        int modifier = row.getInt("typmod");
        boolean builtIn = row.getString("typschema").equals("pg_catalog") && row.getString("typtype").equals("b");
        Optional<Type> type = builtIn ? type(row.getString("typname"), modifier) : Optional.empty();
        String name = row.getString("attname");
        if (type.isEmpty()) {
            return new RemoteColumn(name, VarcharType.VARCHAR, row.getString("declared"), Optional.of("text"),
                    castText(row));
        }
        return new RemoteColumn(name, type.get(), row.getString("base"), Optional.empty(),
                comparability(type.get(), row));
    }

    private Optional<Type> type(String name, int modifier) {
        return Optional.ofNullable(switch (name) {
            case "bool" -> BooleanType.BOOLEAN;
            case "int2" -> SmallintType.SMALLINT;
            case "int4" -> IntegerType.INTEGER;
            case "int8" -> BigintType.BIGINT;
            case "float4" -> RealType.REAL;
            case "float8" -> DoubleType.DOUBLE;
            case "numeric" -> numeric(modifier);
            case "varchar" ->
                modifier < 0 ? VarcharType.VARCHAR : VarcharType.createVarcharType(modifier - MODIFIER_HEADER);
            case "text", "name" -> VarcharType.VARCHAR;
            case "bpchar" -> padded(modifier);
            case "bytea" -> VarbinaryType.VARBINARY;
            case "date" -> DateType.DATE;
            case "time" -> TimeType.createTimeType(digits(modifier));
            case "timetz" -> TimeWithTimeZoneType.createTimeWithTimeZoneType(digits(modifier));
            case "timestamp" -> TimestampType.createTimestampType(digits(modifier));
            case "timestamptz" -> TimestampWithTimeZoneType.createTimestampWithTimeZoneType(digits(modifier));
            case "uuid" -> UuidType.UUID;
            case "json", "jsonb" -> types.json();
            default -> null;
        });
    }

    private static int digits(int modifier) {
        return modifier < 0 ? TIME_DIGITS_MAX : modifier;
    }

    /** Without a length, or with one beyond the engine's, it is read as text; the padding has no meaning anyway. */
    private static Type padded(int modifier) {
        int length = modifier - MODIFIER_HEADER;
        return modifier < 0 || length > CharType.MAX_LENGTH ? null : CharType.createCharType(length);
    }

    private static Type numeric(int modifier) {
        if (modifier < 0) {
            return NumberType.NUMBER;
        }
        int precision = (modifier - MODIFIER_HEADER) >> 16 & 0xFFFF;
        // Eleven bits with a sign: digits before the point may be rounded too
        int scale = ((modifier - MODIFIER_HEADER & 0x7FF) ^ 1024) - 1024;
        int digits = scale < 0 ? precision - scale : Math.max(precision, scale);
        return digits > DECIMAL_DIGITS_MAX
                ? NumberType.NUMBER
                : DecimalType.createDecimalType(digits, Math.max(scale, 0));
    }

    private Comparability comparability(Type type, ResultSet row) throws SQLException {
        if (type.equals(types.json())) {
            return new Comparability.Incomparable("the source has no order for its " + row.getString("base"));
        }
        return switch (type) {
            case RealType _,DoubleType _,NumberType _ -> FLOATING;
            case VarcharType _,CharType _ -> new Comparability.Text(collation(row));
            case TimeWithTimeZoneType _ ->
                new Comparability.Incomparable("the source orders times of one instant by their zone");
            default -> ORDERED;
        };
    }

    private static TextSemantics collation(ResultSet row) throws SQLException {
        String name = row.getString("collname");
        boolean standard = name.equals("default");
        boolean unicode = row.getString("encoding").equals("UTF8");
        boolean codePoints = codePoints(row.getString(standard ? "default_provider" : "provider"),
                row.getString(standard ? "default_locale" : "locale"));
        String shown = standard ? "default (" + row.getString("default_locale") + ")" : name;
        return new TextSemantics(shown, row.getBoolean("deterministic") ? Exactness.EXACT : Exactness.SUPERSET,
                unicode && codePoints ? TextSemantics.Order.BINARY : TextSemantics.Order.LINGUISTIC, unicode);
    }

    /** Whether a collation compares bytes. The C library's C.UTF-8 is not trusted: its order differed by version. */
    private static boolean codePoints(String provider, String locale) {
        return provider.equals("b") || provider.equals("c") && Set.of("C", "POSIX").contains(locale);
    }

    /** What was cast to text has the database's collation, by which only identical texts are equal. */
    private static Comparability castText(ResultSet row) throws SQLException {
        return new Comparability.Text(new TextSemantics("default", Exactness.EXACT, TextSemantics.Order.LINGUISTIC,
                row.getString("encoding").equals("UTF8")));
    }
}
