package io.blueshift.executor.share;

import io.blueshift.executor.ir.And;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Case;
import io.blueshift.executor.ir.Coalesce;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Field;
import io.blueshift.executor.ir.In;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.IsNull;
import io.blueshift.executor.ir.Lambda;
import io.blueshift.executor.ir.Let;
import io.blueshift.executor.ir.Local;
import io.blueshift.executor.ir.Or;

import java.util.List;
import java.util.function.UnaryOperator;

/** Expressions over other columns. */
final class Renumbered {
    private Renumbered() {}

    static Expression of(Expression expression, UnaryOperator<Input> inputs) {
        return switch (expression) {
            case Input e -> inputs.apply(e);
            case Constant e -> e;
            case Local e -> e;
            case Call e -> new Call(e.function(), all(e.arguments(), inputs));
            case And e -> new And(all(e.terms(), inputs));
            case Or e -> new Or(all(e.terms(), inputs));
            case Case e -> new Case(e.branches().stream().map(
                    when -> new Case.When(of(when.condition(), inputs), of(when.result(), inputs))).toList(),
                    of(e.otherwise(), inputs));
            case Coalesce e -> new Coalesce(all(e.operands(), inputs));
            case IsNull e -> new IsNull(of(e.value(), inputs));
            case In e -> new In(of(e.value(), inputs), all(e.candidates(), inputs), e.equality());
            case Let e -> new Let(e.slot(), of(e.value(), inputs), of(e.body(), inputs));
            case Field e -> new Field(of(e.row(), inputs), e.field());
            case Lambda e -> new Lambda(e.parameters(), of(e.body(), inputs));
        };
    }

    static List<Expression> all(List<Expression> expressions, UnaryOperator<Input> inputs) {
        return expressions.stream().map(expression -> of(expression, inputs)).toList();
    }
}
