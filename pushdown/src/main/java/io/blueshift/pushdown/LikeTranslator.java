package io.blueshift.pushdown;

import io.airlift.slice.Slice;
import io.blueshift.pushdown.RemoteExpression.BinaryText;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Like;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.Optional;

/**
 * Translates LIKE with a constant pattern, always by code points. A pattern that the engine refuses, because its escape
 * character stands before an ordinary one, stays: the source might accept it.
 */
final class LikeTranslator {
    private final Dialect dialect;
    private final Operands operands;

    LikeTranslator(Dialect dialect, Operands operands) {
        this.dialect = dialect;
        this.operands = operands;
    }

    /** @param arguments value, pattern and, maybe, escape character */
    RemotePredicate translate(List<ConnectorExpression> arguments) {
        RemoteColumn column = operands.column(arguments.get(0));
        if (!(column.comparability() instanceof Comparability.Text(TextSemantics semantics))
                || !(column.type() instanceof VarcharType) || !semantics.binaryOnDemand()) {
            throw new StaysException(column.name() + ": LIKE of something else than text without padding");
        }
        Slice pattern = constant(arguments.get(1), column);
        Optional<Slice> escape = arguments.size() > 2
                ? Optional.of(constant(arguments.get(2), column)).filter(text -> text.length() > 0)
                : Optional.empty();
        if (escape.isEmpty() && pattern.indexOfByte(0) >= 0) {
            // Sources that know no pattern without an escape character may take this one for it
            throw new StaysException(column.name() + ": LIKE with U+0000 in its pattern");
        }
        escape.ifPresent(character -> check(pattern.toStringUtf8(), character.toStringUtf8(), column));
        return new Like(new BinaryText(new ColumnReference(column)), literal(pattern, column),
                escape.map(character -> literal(character, column)));
    }

    private Slice constant(ConnectorExpression expression, RemoteColumn column) {
        if (expression instanceof Constant constant && constant.getValue() instanceof Slice text
                && constant.getType() instanceof VarcharType && dialect.expressible(column, text)) {
            return text;
        }
        throw new StaysException(column.name() + ": LIKE with a pattern that the source is not asked about");
    }

    private static void check(String pattern, String escape, RemoteColumn column) {
        int width = escape.length();
        for (int i = pattern.indexOf(escape); i >= 0; i = pattern.indexOf(escape, i + width + 1)) {
            String next = pattern.substring(i + width);
            if (!next.startsWith("%") && !next.startsWith("_") && !next.startsWith(escape)) {
                throw new StaysException(column.name() + ": LIKE with an escape character before an ordinary one");
            }
        }
    }

    private static Literal literal(Slice text, RemoteColumn column) {
        return Literal.of(VarcharType.VARCHAR, text, column.comparedAs());
    }
}
