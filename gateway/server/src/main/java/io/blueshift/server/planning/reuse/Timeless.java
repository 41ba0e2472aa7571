package io.blueshift.server.planning.reuse;

import io.trino.metadata.ResolvedFunction;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.sql.ir.Call;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.IrUtils;

import java.util.List;
import java.util.Set;

import static io.trino.metadata.GlobalFunctionCatalog.isBuiltinFunctionName;

/**
 * Tells plans that may be optimised once for many queries from those whose constants are one query's: optimisers replace
 * {@code current_timestamp} and its like, {@code current_user} too, by values.
 */
final class Timeless {
    private static final Set<String> OF_ONE_QUERY = Set.of("now", "current_date", "current_timezone", "current_groups");
    /** The functions behind CURRENT_TIMESTAMP, LOCALTIME, CURRENT_USER, CURRENT_CATALOG and so on. */
    private static final List<String> OF_ONE_QUERY_PREFIXES = List.of("$current_", "$local");

    private Timeless() {}

    /** @param shape made by {@link PlanShape} */
    static boolean isTimeless(List<Object> shape) {
        return shape.stream().allMatch(value -> switch (value) {
            case Expression expression -> IrUtils.preOrder(expression).allMatch(Timeless::isTimelessItself);
            case ResolvedFunction function -> isTimelessItself(function);
            default -> true;
        });
    }

    private static boolean isTimelessItself(Expression expression) {
        return !isTimeOfDay(expression) && (!(expression instanceof Call call) || isTimelessItself(call.function()));
    }

    /** A time of day becomes a timestamp by the day, and gets a zone by the offset, at which the query began. */
    private static boolean isTimeOfDay(Expression expression) {
        return expression.type() instanceof TimeType || expression.type() instanceof TimeWithTimeZoneType;
    }

    private static boolean isTimelessItself(ResolvedFunction function) {
        String name = function.name().functionName();
        return isBuiltinFunctionName(function.name()) && !OF_ONE_QUERY.contains(name)
                && OF_ONE_QUERY_PREFIXES.stream().noneMatch(name::startsWith);
    }
}
