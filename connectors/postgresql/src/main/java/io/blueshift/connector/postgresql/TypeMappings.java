package io.blueshift.connector.postgresql;

import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which engine type a type of PostgreSQL is. No type is hidden: what the engine has no equal of is read as PostgreSQL's
 * own text for it, by a cast in the remote query, and the mapping says why.
 *
 * <p>
 * NUMERIC without precision, or with more than 38 digits, becomes NUMBER, which holds NaN and the infinities too. A
 * composite is a ROW if all of its fields are read as they are sent. Immutable, safe for all threads.
 */
class TypeMappings {
    private static final int DECIMAL_DIGITS_MAX = 38;
    private static final int TIME_DIGITS_MAX = 6;
    /** A type modifier counts its own length. */
    private static final int MODIFIER_HEADER = 4;
    private static final char COMPOSITE = 'c';
    private static final char ENUM = 'e';

    private final PostgreSqlTypes types;
    private final ArrayMapping arrays;

    TypeMappings(PostgreSqlTypes types, ArrayMapping arrays) {
        this.types = types;
        this.arrays = arrays;
    }

    /** A field of a composite type. */
    record Field(String name, DeclaredType type) {}

    /** Asks the catalog for a composite's fields, in order. */
    @FunctionalInterface
    interface Composites {
        List<Field> fields(long type) throws SQLException;
    }

    TypeMapping of(DeclaredType type, Composites composites) throws SQLException {
        if (type.element().isPresent()) {
            return arrays == ArrayMapping.AS_ARRAY
                    ? array(type, type.element().get(), composites)
                    : TypeMapping.text(type.declared() + ", as text");
        }
        if (type.hstore()) {
            return TypeMapping.exact(types.hstore());
        }
        if (type.kind() == COMPOSITE) {
            return composite(type, composites);
        }
        return builtIn(type).orElseGet(() -> TypeMapping.text(
                type.declared() + (type.kind() == ENUM ? " (enum), as text" : ", as text")));
    }

    /** Elements that are cast, or restricted by a domain, are so by a cast of the array. */
    private TypeMapping array(DeclaredType array, DeclaredType element, Composites composites) throws SQLException {
        TypeMapping mapped = of(element, composites);
        Type type = mapped.type();
        for (int i = 0; i < array.depth(); i++) {
            type = new ArrayType(type);
        }
        Optional<String> elements = mapped.readAs()
                .or(() -> element.domain() ? Optional.of(element.sql()) : Optional.empty());
        return new TypeMapping(type, elements.map(name -> name + "[]"),
                mapped.reason().map(reason -> array.declared() + ", elements as text"));
    }

    private TypeMapping composite(DeclaredType type, Composites composites) throws SQLException {
        List<RowType.Field> fields = new ArrayList<>();
        for (Field field : composites.fields(type.oid())) {
            TypeMapping mapped = of(field.type(), composites);
            // The label of an enum is sent as the text that it is
            boolean asSent = mapped.readAs().isEmpty() || field.type().kind() == ENUM;
            if (!asSent || field.type().domain()) {
                return TypeMapping.text("%s, as text because its field %s is %s".formatted(type.declared(),
                        field.name(), field.type().declared()));
            }
            fields.add(RowType.field(field.name(), mapped.type()));
        }
        return fields.isEmpty()
                ? TypeMapping.text(type.declared() + ", as text because it has no fields")
                : TypeMapping.exact(RowType.from(fields));
    }

    private Optional<TypeMapping> builtIn(DeclaredType type) {
        if (!type.builtIn()) {
            return Optional.empty();
        }
        if (type.name().equals("oid")) {
            return Optional.of(TypeMapping.readAs(BigintType.BIGINT, "bigint"));
        }
        return Optional.ofNullable(scalar(type.name(), type.modifier())).map(TypeMapping::exact);
    }

    private Type scalar(String name, int modifier) {
        return switch (name) {
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
        };
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
}
