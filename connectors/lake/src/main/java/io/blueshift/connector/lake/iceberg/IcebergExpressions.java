package io.blueshift.connector.lake.iceberg;

import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.SortedRangeSet;
import io.trino.spi.predicate.TupleDomain;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

import java.util.List;
import java.util.Map;

/**
 * Trino's column domains as an Iceberg expression that every matching row satisfies, and maybe more rows: it serves to leave
 * out manifests and files. What cannot be said safely is left out of it.
 */
final class IcebergExpressions {
    /** Beyond this, the list is replaced by its span: evaluating it for every file would cost more than it saves. */
    private static final int MAX_RANGES = 200;

    private IcebergExpressions() {}

    static Expression of(TupleDomain<LakeColumnHandle> predicate, Schema schema) {
        if (predicate.isNone()) {
            return Expressions.alwaysFalse();
        }
        Expression all = Expressions.alwaysTrue();
        for (Map.Entry<LakeColumnHandle, Domain> entry : predicate.getDomains().orElseThrow().entrySet()) {
            Types.NestedField field = schema.findField(IcebergColumns.id(entry.getKey()));
            if (field != null && comparable(field.type())) {
                all = Expressions.and(all, of(schema.findColumnName(field.fieldId()), field.type(), entry.getValue()));
            }
        }
        return all;
    }

    /** Not UUIDs: Iceberg has ordered them in different ways over time, and bounds written one way mislead the other. */
    private static boolean comparable(Type type) {
        return type.isPrimitiveType() && type.typeId() != Type.TypeID.UUID;
    }

    private static Expression of(String name, Type type, Domain domain) {
        if (domain.isAll()) {
            return Expressions.alwaysTrue();
        }
        if (domain.isNone()) {
            return Expressions.alwaysFalse();
        }
        if (domain.isOnlyNull()) {
            return Expressions.isNull(name);
        }
        Expression values = values(name, type, domain);
        return domain.isNullAllowed() ? Expressions.or(Expressions.isNull(name), values) : values;
    }

    private static Expression values(String name, Type type, Domain domain) {
        if (domain.getValues().isAll()) {
            return Expressions.notNull(name);
        }
        if (!(domain.getValues() instanceof SortedRangeSet ranges)) {
            return Expressions.alwaysTrue();
        }
        List<Range> ordered = ranges.getOrderedRanges();
        if (ordered.size() > MAX_RANGES) {
            ordered = List.of(ranges.getSpan());
        }
        Expression any = Expressions.alwaysFalse();
        for (Range range : ordered) {
            any = Expressions.or(any, of(name, type, range));
        }
        return any;
    }

    private static Expression of(String name, Type type, Range range) {
        if (range.isSingleValue() && !isZero(type, range.getSingleValue())) {
            return Expressions.equal(name, IcebergValues.toIceberg(type, range.getSingleValue()));
        }
        Expression both = Expressions.alwaysTrue();
        if (!range.isLowUnbounded()) {
            boolean zero = isZero(type, range.getLowBoundedValue());
            Object low = zero ? zero(type, true) : IcebergValues.toIceberg(type, range.getLowBoundedValue());
            both = range.isLowInclusive() || zero
                    ? Expressions.greaterThanOrEqual(name, low)
                    : Expressions.greaterThan(name, low);
        }
        if (!range.isHighUnbounded()) {
            boolean zero = isZero(type, range.getHighBoundedValue());
            Object high = zero ? zero(type, false) : IcebergValues.toIceberg(type, range.getHighBoundedValue());
            both = Expressions.and(both, range.isHighInclusive() || zero
                    ? Expressions.lessThanOrEqual(name, high)
                    : Expressions.lessThan(name, high));
        }
        return both;
    }

    /** SQL's two zeros are equal; Iceberg orders the negative one before the positive. */
    private static boolean isZero(Type type, Object value) {
        return switch (type.typeId()) {
            case DOUBLE -> (double) value == 0;
            case FLOAT -> (float) IcebergValues.toIceberg(type, value) == 0;
            default -> false;
        };
    }

    private static Object zero(Type type, boolean negative) {
        double zero = negative ? -0.0 : 0.0;
        return type.typeId() == Type.TypeID.FLOAT ? (Object) (float) zero : (Object) zero;
    }
}
