package io.blueshift.pushdown;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The rows of a query that somebody has written in the source's own SQL.
 *
 * @param sql one query, without a semicolon behind it; it may end in a comment
 */
public record RemoteText(String sql) implements RemoteRelation {
    private static final RemoteTable UNNAMED = new RemoteTable(Optional.empty(), "query");

    public RemoteText {
        requireNonNull(sql, "sql is null");
    }

    /** A name for people: there is no such table. */
    @Override
    public RemoteTable table() {
        return UNNAMED;
    }

    /** The query in parentheses, as a relation of another one. */
    public String relation() {
        return "(\n" + sql + "\n)";
    }
}
