package io.blueshift.pushdown;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A value that the source computes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({@JsonSubTypes.Type(value = RemoteExpression.ColumnReference.class, name = "column"),
        @JsonSubTypes.Type(value = RemoteExpression.BinaryText.class, name = "binaryText"),
        @JsonSubTypes.Type(value = RemoteExpression.TextOfBinary.class, name = "textOfBinary"),
        @JsonSubTypes.Type(value = RemoteExpression.Cast.class, name = "cast"),
        @JsonSubTypes.Type(value = RemoteExpression.Function.class, name = "function"),
        @JsonSubTypes.Type(value = RemoteExpression.Choice.class, name = "choice"),
        @JsonSubTypes.Type(value = RemoteExpression.Truth.class, name = "truth"),
        @JsonSubTypes.Type(value = RemoteExpression.Aggregate.class, name = "aggregate"),
        @JsonSubTypes.Type(value = RemoteExpression.Literal.class, name = "literal")})
public sealed interface RemoteExpression {
    /** A column as it is read: cast to {@link RemoteColumn#readAs()} where that is present. */
    record ColumnReference(RemoteColumn column) implements RemoteExpression {
        public ColumnReference {
            requireNonNull(column, "column is null");
        }
    }

    /** Text that the source is told to compare by code points, whatever its collation says. */
    record BinaryText(RemoteExpression text) implements RemoteExpression {
        public BinaryText {
            requireNonNull(text, "text is null");
        }
    }

    /** What {@link BinaryText} made, as text again: to be read, not compared. */
    record TextOfBinary(RemoteExpression binary) implements RemoteExpression {
        public TextOfBinary {
            requireNonNull(binary, "binary is null");
        }
    }

    /** A value in another of the source's types. */
    record Cast(RemoteExpression value, String remoteType) implements RemoteExpression {
        public Cast {
            requireNonNull(value, "value is null");
            requireNonNull(remoteType, "remoteType is null");
        }
    }

    /** A function of other values of the row. */
    record Function(RemoteFunction function, List<RemoteExpression> arguments) implements RemoteExpression {
        public Function {
            requireNonNull(function, "function is null");
            arguments = ImmutableList.copyOf(arguments);
        }

        static Function of(RemoteFunction function, RemoteExpression... arguments) {
            return new Function(function, List.of(arguments));
        }
    }

    /** {@code value} where the condition is true, else {@code otherwise}, or NULL if that is absent. */
    record Choice(RemotePredicate condition, RemoteExpression value,
            Optional<RemoteExpression> otherwise) implements RemoteExpression {
        public Choice {
            requireNonNull(condition, "condition is null");
            requireNonNull(value, "value is null");
            requireNonNull(otherwise, "otherwise is null");
        }
    }

    /** A condition's truth as a value: true, false or NULL. */
    record Truth(RemotePredicate condition) implements RemoteExpression {
        public Truth {
            requireNonNull(condition, "condition is null");
        }
    }

    /**
     * A value computed of a group's rows; only among the outputs of a {@link RemoteAggregation}.
     *
     * @param argument absent to count rows
     */
    record Aggregate(AggregateName function, boolean distinct,
            Optional<RemoteExpression> argument) implements RemoteExpression {
        public Aggregate {
            requireNonNull(function, "function is null");
            requireNonNull(argument, "argument is null");
        }
    }

    /** The aggregates that all SQL sources have, under the names they share. */
    enum AggregateName {
        COUNT("count"), SUM("sum"), MIN("min"), MAX("max");

        private final String sql;

        AggregateName(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }
    }

    /**
     * A constant, sent as a bind parameter.
     *
     * @param value never null: comparisons with NULL are not translated
     * @param remoteType the source's type that the parameter takes
     */
    record Literal(NullableValue value, String remoteType) implements RemoteExpression {
        public Literal {
            requireNonNull(value, "value is null");
            requireNonNull(remoteType, "remoteType is null");
        }

        public static Literal of(Type type, Object value, String remoteType) {
            return new Literal(NullableValue.of(type, value), remoteType);
        }
    }
}
