package io.blueshift.server.planning.lower;

import io.blueshift.executor.compile.Expressions;
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
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.Type;
import io.trino.sql.ir.Bind;
import io.trino.sql.ir.Cast;
import io.trino.sql.ir.FieldReference;
import io.trino.sql.ir.Logical;
import io.trino.sql.ir.Match;
import io.trino.sql.ir.MatchClause;
import io.trino.sql.ir.Reference;
import io.trino.sql.planner.Symbol;
import io.trino.type.UnknownType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Lowers the expressions over one node's input. Not safe for several threads: it counts slots.
 */
final class ExpressionLowering {
    /** At up to three of the 255 words of arguments that a JVM method takes. */
    private static final int CARRIED_MAX = 50;

    private final Map<Symbol, Integer> channels;
    private final FunctionLowering functions;
    // Symbols bound inside the expression; Trino allocates their names once per query, so they do not shadow
    private final Map<String, Integer> slots = new HashMap<>();
    private int nextSlot;

    ExpressionLowering(Map<Symbol, Integer> channels, FunctionLowering functions) {
        this.channels = Map.copyOf(channels);
        this.functions = requireNonNull(functions, "functions is null");
    }

    Expression lower(io.trino.sql.ir.Expression expression) {
        return switch (expression) {
            case Reference e -> reference(e);
            case io.trino.sql.ir.Constant e -> new Constant(e.type(), Optional.ofNullable(e.value()));
            case io.trino.sql.ir.Call e -> new Call(functions.lowerCalled(e.function()), lowerAll(e.arguments()));
            case Cast e -> cast(e);
            case Logical e -> logical(e);
            case io.trino.sql.ir.Case e -> caseOf(e);
            case io.trino.sql.ir.Coalesce e -> new Coalesce(lowerAll(e.operands()));
            case io.trino.sql.ir.IsNull e -> isNull(e);
            case io.trino.sql.ir.In e ->
                new In(lower(e.value()), lowerAll(e.valueList()), functions.equality(e.value().type()));
            case io.trino.sql.ir.Let e -> let(e);
            case Match e -> match(e);
            case FieldReference e -> new Field(lower(e.base()), e.field());
            case io.trino.sql.ir.Lambda e -> lambda(e, List.of());
            case Bind e -> lambda(e.function(), e.values());
            case io.trino.sql.ir.Row e -> construct(e.type(), e.items());
            case io.trino.sql.ir.Array e -> construct(e.type(), e.elements());
        };
    }

    private List<Expression> lowerAll(List<io.trino.sql.ir.Expression> expressions) {
        return expressions.stream().map(this::lower).toList();
    }

    private Expression reference(Reference reference) {
        Integer slot = slots.get(reference.name());
        if (slot != null) {
            return new Local(slot, reference.type());
        }
        Integer channel = channels.get(Symbol.from(reference));
        if (channel == null) {
            throw new IllegalArgumentException(reference + " is not among " + channels.keySet());
        }
        return new Input(channel, reference.name(), reference.type());
    }

    private Expression cast(Cast cast) {
        Expression value = lower(cast.expression());
        ResolvedScalarFunction function = functions.cast(cast.expression().type(), cast.type());
        return new Call(function, List.of(value));
    }

    /** A value of the type that has NULL only is not even evaluated. */
    private Expression isNull(io.trino.sql.ir.IsNull isNull) {
        return isNull.value().type().equals(UnknownType.UNKNOWN)
                ? new Constant(BooleanType.BOOLEAN, Optional.of(true))
                : new IsNull(lower(isNull.value()));
    }

    private Expression logical(Logical logical) {
        List<Expression> terms = lowerAll(logical.terms());
        return switch (logical.operator()) {
            case AND -> new And(terms);
            case OR -> new Or(terms);
        };
    }

    private Expression caseOf(io.trino.sql.ir.Case expression) {
        List<Case.When> branches = expression.whenClauses().stream()
                .map(clause -> new Case.When(lower(clause.getOperand()), lower(clause.getResult()))).toList();
        return new Case(branches, lower(expression.defaultValue()));
    }

    private Expression let(io.trino.sql.ir.Let let) {
        Expression value = lower(let.value());
        int slot = bind(let.name());
        return new Let(slot, value, lower(let.body()));
    }

    /** CASE x WHEN ...: x is evaluated once, each clause's predicate names it as its last parameter. */
    private Expression match(Match match) {
        Expression operand = lower(match.operand());
        int slot = nextSlot++;
        List<Case.When> branches = new ArrayList<>();
        for (MatchClause clause : match.clauses()) {
            slots.put(clause.lambda().arguments().getLast().name(), slot);
            branches.add(new Case.When(predicate(clause), lower(clause.result())));
        }
        return new Let(slot, operand, new Case(branches, lower(match.defaultValue())));
    }

    /** A predicate that names columns has them bound to its leading parameters. */
    private Expression predicate(MatchClause clause) {
        List<Integer> captured = new ArrayList<>();
        List<Expression> values = clause.bind() == null ? List.of() : lowerAll(clause.bind().values());
        for (int i = 0; i < values.size(); i++) {
            captured.add(bind(clause.lambda().arguments().get(i)));
        }
        Expression body = lower(clause.lambda().body());
        for (int i = values.size() - 1; i >= 0; i--) {
            body = new Let(captured.get(i), values.get(i), body);
        }
        return body;
    }

    /**
     * The values of the leading parameters are known where the lambda stands: what is computed, as by random(), is so once
     * for all elements that the lambda is applied to. What is at hand need not be carried there.
     */
    private Expression lambda(io.trino.sql.ir.Lambda lambda, List<io.trino.sql.ir.Expression> bound) {
        List<Expression> values = lowerAll(bound);
        List<Local> locals = new ArrayList<>();
        for (Symbol argument : lambda.arguments()) {
            locals.add(new Local(bind(argument), argument.type()));
        }
        boolean few = values.stream().filter(value -> !isAtHand(value)).count() <= CARRIED_MAX;
        Expression body = lower(lambda.body());
        for (int i = values.size() - 1; i >= 0; i--) {
            body = isCarried(values.get(i), few) ? body : new Let(locals.get(i).slot(), values.get(i), body);
        }
        Expression result = new Lambda(locals.subList(values.size(), locals.size()), body);
        for (int i = values.size() - 1; i >= 0; i--) {
            result = isCarried(values.get(i), few) ? new Let(locals.get(i).slot(), values.get(i), result) : result;
        }
        return result;
    }

    private static boolean isCarried(Expression value, boolean few) {
        return !isAtHand(value) && (few || !Expressions.isDeterministic(value));
    }

    private static boolean isAtHand(Expression value) {
        return value instanceof Input || value instanceof Local || value instanceof Constant;
    }

    private Expression construct(Type type, List<io.trino.sql.ir.Expression> values) {
        return new Call(ConstructorFunction.of(type, values.size()), lowerAll(values));
    }

    private int bind(Symbol symbol) {
        int slot = nextSlot++;
        slots.put(symbol.name(), slot);
        return slot;
    }
}
