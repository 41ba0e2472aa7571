package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.InList;
import io.blueshift.pushdown.RemotePredicate.NotNaN;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.SortedRangeSet;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.CharType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.blueshift.pushdown.Exactness.EXACT;
import static io.blueshift.pushdown.Exactness.NONE;
import static io.blueshift.pushdown.TextSemantics.Order.BINARY;

/**
 * Translates a set of non-null values, neither empty nor all. Three shapes are told apart, because they need
 * different things from a source: a list of values and the complement of one need equality, all else needs order.
 */
final class ValueSetTranslator {
    private final Dialect dialect;

    ValueSetTranslator(Dialect dialect) {
        this.dialect = dialect;
    }

    ColumnTranslation translate(RemoteColumn column, ValueSet set) {
        if (!(set instanceof SortedRangeSet ranges)) {
            return ColumnTranslation.none("values of type " + column.type().getDisplayName() + " have no order");
        }
        boolean expressible = ranges.getOrderedRanges().stream()
                .allMatch(
                        range -> expressible(column, range.getLowValue()) && expressible(column, range.getHighValue()));
        if (!expressible) {
            return ColumnTranslation.none("a literal lies outside what the source can express");
        }
        RemoteExpression reference = new ColumnReference(column);
        return switch (column.comparability()) {
            case Comparability.Ordered _ -> ColumnTranslation.exact(anyShape(column, reference, ranges));
            case Comparability.Floating(boolean nanSortsAboveAll) -> floating(column, ranges, nanSortsAboveAll);
            case Comparability.EqualityOnly(String reason) ->
                needsOrder(ranges)
                        ? ColumnTranslation.none(reason)
                        : ColumnTranslation.exact(anyShape(column, reference, ranges));
            case Comparability.Text(TextSemantics semantics) -> text(column, ranges, semantics);
            case Comparability.Incomparable(String reason) -> ColumnTranslation.none(reason);
        };
    }

    private boolean expressible(RemoteColumn column, Optional<Object> value) {
        return value.isEmpty() || dialect.expressible(column, value.get());
    }

    /** A partial range never contains NaN for the engine, so where NaN is the greatest number it is taken out. */
    private ColumnTranslation floating(RemoteColumn column, SortedRangeSet set, boolean nanSortsAboveAll) {
        RemoteExpression reference = new ColumnReference(column);
        List<RemotePredicate> terms = new ArrayList<>();
        terms.add(ranges(column, reference, set));
        if (nanSortsAboveAll && set.getSpan().isHighUnbounded()) {
            terms.add(new NotNaN(reference));
        }
        return ColumnTranslation.exact(RemotePredicate.and(terms));
    }

    private ColumnTranslation text(RemoteColumn column, SortedRangeSet set, TextSemantics semantics) {
        RemoteExpression reference = new ColumnReference(column);
        if (needsOrder(set)) {
            return textRange(column, set, semantics);
        }
        boolean excluded = !set.isDiscreteSet();
        if (semantics.equality() == EXACT) {
            return ColumnTranslation.exact(anyShape(column, reference, set));
        }
        // Padded types have no binary form: their trailing spaces are not part of the value
        boolean binary = semantics.binaryOnDemand() && !(column.type() instanceof CharType);
        RemotePredicate exact = anyShape(column, new BinaryText(reference), set);
        if (semantics.equality() == NONE || excluded) {
            // What a looser equality excludes may hold rows that the engine wants
            return binary ? ColumnTranslation.exact(exact) : ColumnTranslation.none(unequal(semantics));
        }
        RemotePredicate indexed = anyShape(column, reference, set);
        return binary
                ? ColumnTranslation.exact(RemotePredicate.and(List.of(indexed, exact)))
                : ColumnTranslation.superset(indexed, unequal(semantics));
    }

    private ColumnTranslation textRange(RemoteColumn column, SortedRangeSet set, TextSemantics semantics) {
        if (column.type() instanceof CharType) {
            return ColumnTranslation.none("ranges of padded text: the source trims where the engine pads");
        }
        RemoteExpression reference = new ColumnReference(column);
        if (semantics.order() == BINARY) {
            return ColumnTranslation.exact(ranges(column, reference, set));
        }
        if (semantics.binaryOnDemand()) {
            return ColumnTranslation.exact(ranges(column, new BinaryText(reference), set));
        }
        return ColumnTranslation
                .none("ranges of text: collation " + semantics.collation() + " does not order by code points");
    }

    private static String unequal(TextSemantics semantics) {
        return "collation " + semantics.collation() + " holds different texts for equal";
    }

    private static boolean needsOrder(SortedRangeSet set) {
        return !set.isDiscreteSet() && !set.complement().isDiscreteSet();
    }

    private static RemotePredicate anyShape(RemoteColumn column, RemoteExpression value, SortedRangeSet set) {
        if (!set.isDiscreteSet() && set.complement().isDiscreteSet()) {
            return oneOf(column, value, set.complement().getDiscreteSet(), true);
        }
        return ranges(column, value, set);
    }

    private static RemotePredicate ranges(RemoteColumn column, RemoteExpression value, SortedRangeSet set) {
        List<Object> points = new ArrayList<>();
        List<RemotePredicate> terms = new ArrayList<>();
        for (Range range : set.getOrderedRanges()) {
            if (range.isSingleValue()) {
                points.add(range.getSingleValue());
            } else {
                terms.add(range(column, value, range));
            }
        }
        if (!points.isEmpty()) {
            terms.add(oneOf(column, value, points, false));
        }
        return RemotePredicate.or(terms);
    }

    private static RemotePredicate range(RemoteColumn column, RemoteExpression value, Range range) {
        List<RemotePredicate> bounds = new ArrayList<>();
        range.getLowValue().ifPresent(low -> bounds.add(
                new Comparison(value, range.isLowInclusive() ? Operator.GREATER_OR_EQUAL : Operator.GREATER,
                        literal(column, low))));
        range.getHighValue().ifPresent(high -> bounds
                .add(new Comparison(value, range.isHighInclusive() ? Operator.LESS_OR_EQUAL : Operator.LESS,
                        literal(column, high))));
        return RemotePredicate.and(bounds);
    }

    private static RemotePredicate oneOf(RemoteColumn column, RemoteExpression value, List<Object> points,
            boolean negated) {
        if (points.size() == 1) {
            return new Comparison(value, negated ? Operator.NOT_EQUAL : Operator.EQUAL,
                    literal(column, points.getFirst()));
        }
        return new InList(value, points.stream().map(point -> literal(column, point)).toList(), negated);
    }

    private static Literal literal(RemoteColumn column, Object value) {
        return Literal.of(column.type(), value, column.comparedAs());
    }
}
