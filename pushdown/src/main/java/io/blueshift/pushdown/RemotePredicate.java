package io.blueshift.pushdown;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;

import java.util.List;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/** A condition that the source evaluates per row, in SQL's three-valued logic. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({@JsonSubTypes.Type(value = RemotePredicate.Constant.class, name = "constant"),
        @JsonSubTypes.Type(value = RemotePredicate.Comparison.class, name = "comparison"),
        @JsonSubTypes.Type(value = RemotePredicate.InList.class, name = "in"),
        @JsonSubTypes.Type(value = RemotePredicate.NullTest.class, name = "nullTest"),
        @JsonSubTypes.Type(value = RemotePredicate.NotNaN.class, name = "notNaN"),
        @JsonSubTypes.Type(value = RemotePredicate.AllOf.class, name = "and"),
        @JsonSubTypes.Type(value = RemotePredicate.AnyOf.class, name = "or")})
public sealed interface RemotePredicate {
    RemotePredicate TRUE = new Constant(true);
    RemotePredicate FALSE = new Constant(false);

    /** Always true, or never. */
    record Constant(boolean value) implements RemotePredicate {}

    /** Two values compared. */
    record Comparison(RemoteExpression left, Operator operator, RemoteExpression right) implements RemotePredicate {
        public Comparison {
            requireNonNull(left, "left is null");
            requireNonNull(operator, "operator is null");
            requireNonNull(right, "right is null");
        }
    }

    /** A value looked up in a list of constants; {@code negated} keeps what is not in it. */
    record InList(RemoteExpression value, List<RemoteExpression.Literal> candidates,
            boolean negated) implements RemotePredicate {
        public InList {
            requireNonNull(value, "value is null");
            candidates = ImmutableList.copyOf(candidates);
            checkArgument(!candidates.isEmpty(), "an empty IN list is the constant false");
        }
    }

    /** IS NULL, or IS NOT NULL if {@code negated}. */
    record NullTest(RemoteExpression value, boolean negated) implements RemotePredicate {
        public NullTest {
            requireNonNull(value, "value is null");
        }
    }

    /** True for every number except NaN. */
    record NotNaN(RemoteExpression value) implements RemotePredicate {
        public NotNaN {
            requireNonNull(value, "value is null");
        }
    }

    /** Conjunction of two or more. */
    record AllOf(List<RemotePredicate> terms) implements RemotePredicate {
        public AllOf {
            terms = ImmutableList.copyOf(terms);
        }
    }

    /** Disjunction of two or more. */
    record AnyOf(List<RemotePredicate> terms) implements RemotePredicate {
        public AnyOf {
            terms = ImmutableList.copyOf(terms);
        }
    }

    /** The comparison operators, with the text that all SQL sources share. */
    enum Operator {
        EQUAL("="), NOT_EQUAL("<>"), LESS("<"), LESS_OR_EQUAL("<="), GREATER(">"), GREATER_OR_EQUAL(">=");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }

    /** The conjunction, without constants and without a wrapper around a single term. */
    static RemotePredicate and(List<RemotePredicate> terms) {
        if (terms.contains(FALSE)) {
            return FALSE;
        }
        List<RemotePredicate> kept = terms.stream().filter(term -> !term.equals(TRUE)).toList();
        return switch (kept.size()) {
            case 0 -> TRUE;
            case 1 -> kept.getFirst();
            default -> new AllOf(kept);
        };
    }

    /** The disjunction, without constants and without a wrapper around a single term. */
    static RemotePredicate or(List<RemotePredicate> terms) {
        if (terms.contains(TRUE)) {
            return TRUE;
        }
        List<RemotePredicate> kept = terms.stream().filter(term -> !term.equals(FALSE)).toList();
        return switch (kept.size()) {
            case 0 -> FALSE;
            case 1 -> kept.getFirst();
            default -> new AnyOf(kept);
        };
    }
}
