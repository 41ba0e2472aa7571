package io.blueshift.server.planning.choices;

import io.blueshift.pushdown.ChoiceTranslator;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.function.TypeParameter;
import io.trino.spi.type.StandardTypes;

/**
 * The function that stands for a CASE while it is offered to a source. No plan that is run has it: it would compute both
 * values, and fail where either does.
 */
@ScalarFunction(value = ChoiceTranslator.FUNCTION, hidden = true)
@Description("A value if a condition is true, else another")
public final class ChoiceFunction {
    private ChoiceFunction() {}

    @TypeParameter("T")
    @SqlNullable
    @SqlType("T")
    public static Object choose(@SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition,
            @SqlNullable @SqlType("T") Object value, @SqlNullable @SqlType("T") Object otherwise) {
        return isTrue(condition) ? value : otherwise;
    }

    @TypeParameter("T")
    @SqlNullable
    @SqlType("T")
    public static Long choose(@SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition,
            @SqlNullable @SqlType("T") Long value, @SqlNullable @SqlType("T") Long otherwise) {
        return isTrue(condition) ? value : otherwise;
    }

    @TypeParameter("T")
    @SqlNullable
    @SqlType("T")
    public static Double choose(@SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition,
            @SqlNullable @SqlType("T") Double value, @SqlNullable @SqlType("T") Double otherwise) {
        return isTrue(condition) ? value : otherwise;
    }

    @TypeParameter("T")
    @SqlNullable
    @SqlType("T")
    public static Boolean choose(@SqlNullable @SqlType(StandardTypes.BOOLEAN) Boolean condition,
            @SqlNullable @SqlType("T") Boolean value, @SqlNullable @SqlType("T") Boolean otherwise) {
        return isTrue(condition) ? value : otherwise;
    }

    private static boolean isTrue(Boolean condition) {
        return condition != null && condition;
    }
}
