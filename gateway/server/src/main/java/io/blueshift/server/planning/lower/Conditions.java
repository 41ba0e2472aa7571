package io.blueshift.server.planning.lower;

import io.trino.sql.ir.Call;
import io.trino.sql.ir.Cast;
import io.trino.sql.ir.Coalesce;
import io.trino.sql.ir.Constant;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.IrExpressions;
import io.trino.sql.ir.IsNull;
import io.trino.sql.ir.Logical;
import io.trino.sql.ir.Reference;

import java.util.List;

/** What is known of an expression without evaluating it. */
final class Conditions {
    private final FunctionLowering functions;

    Conditions(FunctionLowering functions) {
        this.functions = functions;
    }

    /** Whether evaluating may end in an error, so that it cannot be left out where Trino would do it; false is certain. */
    boolean mayFail(Expression expression) {
        return switch (expression) {
            case Reference _,Constant _ -> false;
            case Logical logical -> anyMayFail(logical.terms());
            case IsNull isNull -> mayFail(isNull.value());
            case Coalesce coalesce -> anyMayFail(coalesce.operands());
            case Call call -> (IrExpressions.matchComparison(call) == null && !call.function().neverFails())
                    || anyMayFail(call.arguments());
            case Cast cast ->
                functions.castMayFail(cast.expression().type(), cast.type()) || mayFail(cast.expression());
            default -> true;
        };
    }

    private boolean anyMayFail(List<Expression> expressions) {
        return expressions.stream().anyMatch(this::mayFail);
    }
}
