package io.blueshift.pushdown;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trino.spi.predicate.NullableValue;
import io.trino.spi.type.Type;

import static java.util.Objects.requireNonNull;

/** A value that the source computes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({@JsonSubTypes.Type(value = RemoteExpression.ColumnReference.class, name = "column"),
        @JsonSubTypes.Type(value = RemoteExpression.BinaryText.class, name = "binaryText"),
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
