package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;

import static io.blueshift.pushdown.Exactness.EXACT;

/**
 * In which form a column may stand where the source tells values apart (GROUP BY, DISTINCT) or puts them in order
 * (ORDER BY, MIN, MAX), so that it does what the engine would. Immutable, safe for all threads.
 */
final class ColumnForms {
    private final Dialect dialect;

    ColumnForms(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The form by which equal values are those that the engine holds for equal, each with one spelling. */
    ValueTranslation distinct(RemoteColumn column) {
        if (column.type() instanceof RealType || column.type() instanceof DoubleType) {
            return ValueTranslation.none("0 and -0 are one group, and which of them it shows is not defined");
        }
        if (!dialect.sortsWhole(column)) {
            return ValueTranslation.none("the source may group long values by their beginning only");
        }
        ColumnReference reference = new ColumnReference(column);
        return switch (column.comparability()) {
            case Comparability.Ordered _,Comparability.EqualityOnly _ -> ValueTranslation.of(reference);
            case Comparability.Text(TextSemantics semantics) -> semantics.equality() == EXACT
                    ? ValueTranslation.of(reference)
                    : ValueTranslation
                            .none("collation " + semantics.collation() + " may hold different texts for equal");
            case Comparability.Floating _ ->
                ValueTranslation.none("equal numbers may be spelled differently, NaN among them");
            case Comparability.Incomparable(String reason) -> ValueTranslation.none(reason);
        };
    }

    /** The form whose order is the engine's. */
    ValueTranslation ordered(RemoteColumn column) {
        ColumnReference reference = new ColumnReference(column);
        return switch (column.comparability()) {
            case Comparability.Ordered _ -> ValueTranslation.of(reference);
            case Comparability.Text(TextSemantics semantics) -> text(column, semantics);
            case Comparability.Floating _ -> ValueTranslation.none("the place of NaN is not the engine's");
            case Comparability.EqualityOnly(String reason) -> ValueTranslation.none(reason);
            case Comparability.Incomparable(String reason) -> ValueTranslation.none(reason);
        };
    }

    /** As {@link #ordered}, where the source sorts: by all of a value, not by its beginning. */
    ValueTranslation sorted(RemoteColumn column) {
        return dialect.sortsWhole(column)
                ? ordered(column)
                : ValueTranslation.none("the source may sort long values by their beginning only");
    }

    private static ValueTranslation text(RemoteColumn column, TextSemantics semantics) {
        if (column.type() instanceof CharType) {
            return ValueTranslation.none("padded text: the source trims where the engine pads");
        }
        ColumnReference reference = new ColumnReference(column);
        if (semantics.order() == TextSemantics.Order.BINARY) {
            return ValueTranslation.of(reference);
        }
        return semantics.binaryOnDemand()
                ? ValueTranslation.of(new BinaryText(reference))
                : ValueTranslation.none("collation " + semantics.collation() + " does not order by code points");
    }
}
