package io.blueshift.pushdown;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A rendered query.
 *
 * @param sql with a marker where each parameter goes
 * @param parameters in the order of their markers
 * @param display the same text with the parameters written out, for people: EXPLAIN, query events, errors
 */
public record SqlText(String sql, List<RemoteExpression.Literal> parameters, String display) {
    public SqlText {
        requireNonNull(sql, "sql is null");
        parameters = ImmutableList.copyOf(parameters);
        requireNonNull(display, "display is null");
    }
}
