package io.blueshift.executor.run;

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
import io.blueshift.executor.ir.Let;
import io.blueshift.executor.ir.Local;
import io.blueshift.executor.ir.Or;
import io.trino.spi.block.SqlRow;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.Type;

import java.util.BitSet;
import java.util.List;

import static io.trino.spi.type.TypeUtils.readNativeValue;
import static java.util.Objects.requireNonNull;

/**
 * Turns expressions into evaluators that call each other, and notes what they need of a row. For one thread.
 */
final class ExpressionInterpreter {
    private final ConnectorSession session;
    private final BitSet channels = new BitSet();
    private int slots;

    ExpressionInterpreter(ConnectorSession session) {
        this.session = requireNonNull(session, "session is null");
    }

    /** The input columns read by the evaluators made so far. */
    int[] channels() {
        return channels.stream().toArray();
    }

    /** How many slots the evaluators made so far use. */
    int slots() {
        return slots;
    }

    Evaluator evaluator(Expression expression) {
        return switch (expression) {
            case Input input -> input(input);
            case Constant constant -> constant(constant);
            case Call call -> CallEvaluator.of(call.function(), evaluators(call.arguments()), session);
            case And and -> new AndEvaluator(evaluators(and.terms()));
            case Or or -> new OrEvaluator(evaluators(or.terms()));
            case Case branches -> new CaseEvaluator(
                    evaluators(branches.branches().stream().map(Case.When::condition).toList()),
                    evaluators(branches.branches().stream().map(Case.When::result).toList()),
                    evaluator(branches.otherwise()));
            case Coalesce coalesce -> coalesce(evaluators(coalesce.operands()));
            case IsNull isNull -> isNull(evaluator(isNull.value()));
            case In in -> InEvaluator.of(in, evaluator(in.value()), this, session);
            case Let let -> let(let);
            case Local local -> row -> row.slot(local.slot());
            case Field field -> field(evaluator(field.row()), field.field(), field.type());
        };
    }

    List<Evaluator> evaluators(List<Expression> expressions) {
        return expressions.stream().map(this::evaluator).toList();
    }

    private Evaluator input(Input input) {
        int channel = input.channel();
        Type type = input.type();
        channels.set(channel);
        return row -> readNativeValue(type, row.block(channel), row.position());
    }

    private static Evaluator constant(Constant constant) {
        Object value = constant.value().orElse(null);
        return _ -> value;
    }

    private static Evaluator coalesce(List<Evaluator> operands) {
        return row -> {
            for (Evaluator operand : operands) {
                Object value = operand.evaluate(row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }

    private static Evaluator isNull(Evaluator value) {
        return row -> value.evaluate(row) == null;
    }

    private Evaluator let(Let let) {
        int slot = let.slot();
        slots = Math.max(slots, slot + 1);
        Evaluator value = evaluator(let.value());
        Evaluator body = evaluator(let.body());
        return row -> {
            row.bind(slot, value.evaluate(row));
            return body.evaluate(row);
        };
    }

    private static Evaluator field(Evaluator base, int field, Type type) {
        return row -> {
            SqlRow value = (SqlRow) base.evaluate(row);
            return value == null ? null : readNativeValue(type, value.getRawFieldBlock(field), value.getRawIndex());
        };
    }
}
