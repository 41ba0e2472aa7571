package io.blueshift.pushdown;

import static java.util.Objects.requireNonNull;

/**
 * How a source compares the text of one column. The engine compares code points (which is the order of UTF-8 bytes),
 * with trailing spaces significant for VARCHAR and padded for CHAR.
 *
 * @param collation the collation's name, for reasons shown to users
 * @param equality EXACT: equal in the source if and only if equal in the engine; SUPERSET: what is equal in the engine
 *                 is equal in the source, but more may be (case, accents, padding); NONE: no relation
 * @param order whether the collation orders as the engine does
 * @param binaryOnDemand whether the dialect's {@link Dialect#binaryText} makes any comparison agree with the engine's,
 *                       at the price of the source's ordinary indexes
 */
public record TextSemantics(String collation, Exactness equality, Order order, boolean binaryOnDemand) {
    public TextSemantics {
        requireNonNull(collation, "collation is null");
        requireNonNull(equality, "equality is null");
        requireNonNull(order, "order is null");
    }

    /** Whether "less than" means the same on both sides. */
    public enum Order {
        /** Code point order. */
        BINARY,
        /** A language's order, or one that pads or folds. */
        LINGUISTIC
    }

    /** The semantics that agree with the engine's throughout. */
    public static TextSemantics binary(String collation) {
        return new TextSemantics(collation, Exactness.EXACT, Order.BINARY, true);
    }
}
