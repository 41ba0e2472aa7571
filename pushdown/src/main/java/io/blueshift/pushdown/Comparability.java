package io.blueshift.pushdown;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How far a source compares the values of a column as the engine does. A connector states it once per column; the
 * translation of predicates depends on nothing else.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({@JsonSubTypes.Type(value = Comparability.Ordered.class, name = "ordered"),
        @JsonSubTypes.Type(value = Comparability.EqualityOnly.class, name = "equalityOnly"),
        @JsonSubTypes.Type(value = Comparability.Floating.class, name = "floating"),
        @JsonSubTypes.Type(value = Comparability.Text.class, name = "text"),
        @JsonSubTypes.Type(value = Comparability.Incomparable.class, name = "incomparable")})
public sealed interface Comparability {
    /** Equality and order agree for all values: integers, decimals, dates, bytes. */
    record Ordered() implements Comparability {}

    /** Equality agrees, order does not, for the given reason. */
    record EqualityOnly(String reason) implements Comparability {}

    /**
     * Numbers that may be NaN. The engine answers false to every comparison with NaN; a source may sort NaN above all
     * numbers instead, and then a range without an upper bound needs an extra condition.
     */
    record Floating(boolean nanSortsAboveAll) implements Comparability {}

    /** Text, compared by the rules of the column's collation. */
    record Text(TextSemantics semantics) implements Comparability {}

    /** Only null tests mean the same on both sides. */
    record Incomparable(String reason) implements Comparability {}
}
