package io.blueshift.executor.compile;

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
import io.blueshift.executor.vector.Batch;
import io.trino.spi.block.SqlRow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.trino.spi.type.TypeUtils.readNativeValue;

/**
 * Evaluates expressions by the letter of their description, one row at a time.
 */
final class Oracle {
    private final Batch batch;
    private final int row;
    private final Map<Integer, Object> slots = new HashMap<>();

    private Oracle(Batch batch, int row) {
        this.batch = batch;
        this.row = row;
    }

    static Object evaluate(Expression expression, Batch batch, int row) {
        return new Oracle(batch, row).evaluate(expression);
    }

    private Object evaluate(Expression expression) {
        return switch (expression) {
            case Input input -> readNativeValue(input.type(), batch.vector(input.channel()).block(), row);
            case Constant constant -> constant.value().orElse(null);
            case Call call -> call(call);
            case And and -> connected(and.terms(), false);
            case Or or -> connected(or.terms(), true);
            case Case branches -> caseOf(branches);
            case Coalesce coalesce -> coalesce(coalesce);
            case IsNull isNull -> evaluate(isNull.value()) == null;
            case In in -> in(in);
            case Let let -> {
                slots.put(let.slot(), evaluate(let.value()));
                yield evaluate(let.body());
            }
            case Local local -> slots.get(local.slot());
            case Lambda lambda -> throw new IllegalArgumentException(lambda.toString());
            case Field field -> {
                SqlRow value = (SqlRow) evaluate(field.row());
                yield value == null
                        ? null
                        : readNativeValue(field.type(), value.getRawFieldBlock(field.field()), value.getRawIndex());
            }
        };
    }

    private Object call(Call call) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            Object value = evaluate(call.arguments().get(i));
            if (value == null && !call.function().nullableArgument(i)) {
                return null;
            }
            values.add(value);
        }
        try {
            return FunctionLink.generic(call.function(), TestFunctions.noSession()).invokeWithArguments(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Object connected(List<Expression> terms, boolean whatEnds) {
        boolean sawNull = false;
        for (Expression term : terms) {
            Object value = evaluate(term);
            if (value == null) {
                sawNull = true;
            } else if ((boolean) value == whatEnds) {
                return whatEnds;
            }
        }
        return sawNull ? null : !whatEnds;
    }

    private Object caseOf(Case branches) {
        for (Case.When branch : branches.branches()) {
            if (Boolean.TRUE.equals(evaluate(branch.condition()))) {
                return evaluate(branch.result());
            }
        }
        return evaluate(branches.otherwise());
    }

    private Object coalesce(Coalesce coalesce) {
        for (Expression operand : coalesce.operands()) {
            Object value = evaluate(operand);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private Object in(In in) {
        Object wanted = evaluate(in.value());
        if (wanted == null) {
            return null;
        }
        boolean sawNull = false;
        for (Expression candidate : in.candidates()) {
            Object other = evaluate(candidate);
            Object same = other == null
                    ? null
                    : FunctionLink.call(FunctionLink.generic(in.equality().equal(), TestFunctions.noSession()), wanted,
                            other);
            if (Boolean.TRUE.equals(same)) {
                return true;
            }
            sawNull |= same == null;
        }
        return sawNull ? null : false;
    }
}
