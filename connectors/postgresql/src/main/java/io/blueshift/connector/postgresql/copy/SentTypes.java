package io.blueshift.connector.postgresql.copy;

import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
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

/**
 * The types that the server names within arrays and composites, by number: those of its own types are the same
 * everywhere. A composite may have been made anew since the statement was planned.
 */
final class SentTypes {
    /** The numbers of users' types begin here; of them enums are sent as text. */
    private static final int USER_TYPES = 16_384;

    private static final int JSON = 114;
    private static final int JSONB = 3802;

    private SentTypes() {}

    /** @throws MalformedCopyException if values of the type that was sent are not those of the engine's type */
    static void check(Type type, int sent) {
        if (!matches(type, sent)) {
            throw new MalformedCopyException(
                    "a value of type number " + sent + " within one where " + type.getDisplayName() + " was expected");
        }
    }

    private static boolean matches(Type type, int sent) {
        return switch (type) {
            case BooleanType _ -> sent == 16;
            case SmallintType _ -> sent == 21;
            case IntegerType _ -> sent == 23;
            case BigintType _ -> sent == 20;
            case RealType _ -> sent == 700;
            case DoubleType _ -> sent == 701;
            case NumberType _,DecimalType _ -> sent == 1700;
            case VarcharType _ -> sent == 25 || sent == 1043 || sent == 19 || sent >= USER_TYPES;
            case CharType _ -> sent == 1042;
            case VarbinaryType _ -> sent == 17;
            case DateType _ -> sent == 1082;
            case TimeType _ -> sent == 1083;
            case TimeWithTimeZoneType _ -> sent == 1266;
            case TimestampType _ -> sent == 1114;
            case TimestampWithTimeZoneType _ -> sent == 1184;
            case UuidType _ -> sent == 2950;
            // They are checked when they are taken apart
            case ArrayType _,RowType _,MapType _ -> true;
            default -> sent == JSON || sent == JSONB;
        };
    }
}
