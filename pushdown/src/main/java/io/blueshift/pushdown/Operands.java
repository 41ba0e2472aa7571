package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.InList;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.function.Function;

import static io.trino.spi.expression.StandardFunctions.ARRAY_CONSTRUCTOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.CAST_FUNCTION_NAME;

/** Translates comparisons of columns with columns and constants, where both sides compare alike. */
final class Operands {
    private final Dialect dialect;
    private final Function<Variable, RemoteColumn> columns;
    private final ScalarTranslator scalars;

    Operands(Dialect dialect, Function<Variable, RemoteColumn> columns, Doubts doubts) {
        this.dialect = dialect;
        this.columns = columns;
        this.scalars = new ScalarTranslator(dialect, columns, doubts);
    }

    /**
     * A column, or what is computed as one.
     *
     * @throws StaysException if the source cannot compute it
     */
    RemoteColumn column(ConnectorExpression expression) {
        if (expression instanceof Variable variable) {
            return columns.apply(variable);
        }
        String name = ExpressionText.of(expression);
        try {
            return scalars.translate(expression).column(name);
        } catch (StaysException e) {
            throw e.getMessage().startsWith(name) ? e : new StaysException(name + ": " + e.getMessage());
        }
    }

    /** @throws StaysException if the source's comparison could be another one than the engine's */
    RemotePredicate comparison(ConnectorExpression left, Operator operator, ConnectorExpression right) {
        if (left instanceof Constant && right instanceof Constant) {
            throw new StaysException("two constants, which the engine compares");
        }
        if (left instanceof Constant) {
            return comparison(right, operator.mirrored(), left);
        }
        if (right instanceof Constant constant) {
            RemoteColumn column = column(left);
            return new Comparison(form(column, operator.needsOrder(), false), operator, literal(column, constant));
        }
        RemoteColumn column = columnOf(left);
        RemoteColumn other = columnOf(right);
        if (!comparable(column, other)) {
            throw new StaysException(column.name() + " and " + other.name() + ": compared across types");
        }
        boolean binary = !collation(column).equals(collation(other));
        RemotePredicate exact = new Comparison(pairForm(column, other, operator, binary), operator,
                pairForm(other, column, operator, binary));
        // The collation's equality says no more, but an index may answer it
        return operator == Operator.EQUAL && !binary && looselyEqual(column) && looselyEqual(other)
                ? RemotePredicate.and(List.of(new Comparison(new ColumnReference(column), operator,
                        new ColumnReference(other)), exact))
                : exact;
    }

    private static boolean looselyEqual(RemoteColumn column) {
        return column.comparability() instanceof Comparability.Text(TextSemantics semantics)
                && semantics.equality() == Exactness.SUPERSET;
    }

    /** A column next to another of its type. Padding, which has no meaning, is off on both sides or on neither. */
    private RemoteExpression pairForm(RemoteColumn column, RemoteColumn other, Operator operator, boolean binary) {
        if (column.type() instanceof CharType && other.type() instanceof CharType && !operator.needsOrder()
                && column.comparability() instanceof Comparability.Text(TextSemantics semantics)) {
            return comparedText(column, semantics, false, binary);
        }
        return form(column, operator.needsOrder(), binary);
    }

    /** @param list a call that makes an array of the candidates */
    RemotePredicate in(ConnectorExpression value, ConnectorExpression list) {
        if (!(list instanceof Call call)
                || !call.getFunctionName().equals(ARRAY_CONSTRUCTOR_FUNCTION_NAME)
                || !call.getArguments().stream().allMatch(Constant.class::isInstance)) {
            throw new StaysException("IN with something else than constants");
        }
        RemoteColumn column = column(value);
        List<Literal> candidates = call.getArguments().stream()
                .map(candidate -> literal(column, (Constant) candidate)).toList();
        return new InList(form(column, false, false), candidates, false);
    }

    /** What the engine has cast only to compare it is compared as it is. */
    private RemoteColumn columnOf(ConnectorExpression expression) {
        if (expression instanceof Call call && call.getFunctionName().equals(CAST_FUNCTION_NAME)
                && call.getArguments().getFirst() instanceof Variable variable
                && Widening.keepsValues(variable.getType(), call.getType())) {
            return column(variable);
        }
        return column(expression);
    }

    private static boolean comparable(RemoteColumn left, RemoteColumn right) {
        return left.type().equals(right.type()) || Widening.keepsValues(left.type(), right.type())
                || Widening.keepsValues(right.type(), left.type())
                || Widening.isExactNumber(left.type()) && Widening.isExactNumber(right.type());
    }

    private static String collation(RemoteColumn column) {
        return column.comparability() instanceof Comparability.Text(TextSemantics semantics)
                ? semantics.collation()
                : "";
    }

    private Literal literal(RemoteColumn column, Constant constant) {
        boolean text = column.type() instanceof VarcharType && constant.getType() instanceof VarcharType;
        if (constant.getValue() == null || !text && !constant.getType().equals(column.type())
                || !dialect.expressible(column, constant.getValue())) {
            throw new StaysException(column.name() + ": a constant that the source is not asked about");
        }
        return Literal.of(constant.getType(), constant.getValue(), comparedAs(column, constant));
    }

    /** An integer that the engine has cast is a shorter one to the source, and the constant may be none of its type. */
    private String comparedAs(RemoteColumn column, Constant constant) {
        return column.computed().isPresent() && dialect.storedInteger(column).isPresent()
                ? dialect.parameterType(constant.getType()).orElse(column.comparedAs())
                : column.comparedAs();
    }

    /**
     * The column as it compares like the engine's.
     *
     * @param binary whether text has to be compared by code points explicitly
     */
    private RemoteExpression form(RemoteColumn column, boolean order, boolean binary) {
        ColumnReference reference = new ColumnReference(column);
        if (column.type() instanceof RealType || column.type() instanceof DoubleType) {
            throw new StaysException(column.name() + ": floating point numbers in this form");
        }
        return switch (column.comparability()) {
            case Comparability.Ordered _ -> reference;
            case Comparability.EqualityOnly(String reason) -> {
                if (order) {
                    throw new StaysException(column.name() + ": " + reason);
                }
                yield reference;
            }
            case Comparability.Text(TextSemantics semantics) -> text(column, semantics, order, binary);
            case Comparability.Floating _ ->
                throw new StaysException(column.name() + ": numbers that may be NaN in this form");
            case Comparability.Incomparable(String reason) ->
                throw new StaysException(column.name() + ": " + reason);
        };
    }

    private static RemoteExpression text(RemoteColumn column, TextSemantics semantics, boolean order,
            boolean binary) {
        if (column.type() instanceof CharType) {
            throw new StaysException(column.name() + ": padded text in this form");
        }
        return comparedText(column, semantics, order, binary);
    }

    private static RemoteExpression comparedText(RemoteColumn column, TextSemantics semantics, boolean order,
            boolean binary) {
        ColumnReference reference = new ColumnReference(column);
        boolean agrees = order
                ? semantics.order() == TextSemantics.Order.BINARY
                : semantics.equality() == Exactness.EXACT;
        if (agrees && !binary) {
            return reference;
        }
        if (!semantics.binaryOnDemand()) {
            throw new StaysException(column.name() + ": collation " + semantics.collation());
        }
        return new BinaryText(reference);
    }
}
