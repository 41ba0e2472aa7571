package io.blueshift.pushdown;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/** A condition that the source evaluates per row, in SQL's three-valued logic. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({@JsonSubTypes.Type(value = RemotePredicate.Constant.class, name = "constant"),
        @JsonSubTypes.Type(value = RemotePredicate.Comparison.class, name = "comparison"),
        @JsonSubTypes.Type(value = RemotePredicate.InList.class, name = "in"),
        @JsonSubTypes.Type(value = RemotePredicate.NullTest.class, name = "nullTest"),
        @JsonSubTypes.Type(value = RemotePredicate.NotNaN.class, name = "notNaN"),
        @JsonSubTypes.Type(value = RemotePredicate.Like.class, name = "like"),
        @JsonSubTypes.Type(value = RemotePredicate.Not.class, name = "not"),
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

    /**
     * Text that matches a pattern by code points.
     *
     * @param value a {@link RemoteExpression.BinaryText}
     * @param escape absent if no character is special but {@code %} and {@code _}
     */
    record Like(RemoteExpression value, RemoteExpression.Literal pattern,
            Optional<RemoteExpression.Literal> escape) implements RemotePredicate {
        public Like {
            requireNonNull(value, "value is null");
            requireNonNull(pattern, "pattern is null");
            requireNonNull(escape, "escape is null");
        }
    }

    /** True where the term is false; NULL where it is NULL. */
    record Not(RemotePredicate term) implements RemotePredicate {
        public Not {
            requireNonNull(term, "term is null");
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

    /** The comparison operators, with the text that SQL sources share; for IDENTICAL there is a dialect's. */
    enum Operator {
        EQUAL("="), NOT_EQUAL("<>"), LESS("<"), LESS_OR_EQUAL("<="), GREATER(">"), GREATER_OR_EQUAL(">="),
        /** Equal, or both NULL; never NULL itself. */
        IDENTICAL("IS NOT DISTINCT FROM");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }

        boolean needsOrder() {
            return switch (this) {
                case EQUAL, NOT_EQUAL, IDENTICAL -> false;
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            };
        }

        /** The operator that says the same with its sides exchanged. */
        Operator mirrored() {
            return switch (this) {
                case EQUAL, NOT_EQUAL, IDENTICAL -> this;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }
    }

    /** What a conjunction consists of; a condition of another form is one term. */
    static Stream<RemotePredicate> terms(RemotePredicate predicate) {
        return predicate instanceof AllOf(List<RemotePredicate> terms) ? terms.stream() : Stream.of(predicate);
    }

    /** The conjunction, without constants and without a wrapper around a single term. */
    static RemotePredicate and(List<RemotePredicate> terms) {
        if (terms.contains(FALSE)) {
            return FALSE;
        }
        List<RemotePredicate> kept = terms.stream().flatMap(RemotePredicate::terms).filter(term -> !term.equals(TRUE))
                .toList();
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
