package io.blueshift.connector.mysql.rows;

import io.blueshift.connector.jdbc.ConnectionPool;
import io.blueshift.connector.jdbc.JdbcSplit;
import io.blueshift.connector.jdbc.SourceTypes;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteExpression;
import io.blueshift.pushdown.RemotePredicate;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.SqlText;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.type.BigintType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a table into ranges of its primary key's first column, which is the order in which InnoDB keeps the rows: a range is
 * read without looking at the others. The first has no beginning and the last no end, so that every row belongs to one.
 *
 * <p>
 * The ranges are as wide as each other from the least key to the greatest, which both are at hand: parts are as large as
 * each other where keys are counted up. Not cut are tables whose key begins with something else than an integer, views,
 * tables of other engines, and scans that an index answers.
 */
public final class KeyRanges {
    /** A connection and its transaction cost as much time as reading a few of these. */
    private static final long PART_BYTES_MIN = 16L << 20;
    private static final String KEY = """
            SELECT c.COLUMN_NAME, c.COLUMN_TYPE, t.DATA_LENGTH
            FROM information_schema.TABLES t
            JOIN information_schema.STATISTICS k ON k.TABLE_SCHEMA = t.TABLE_SCHEMA AND k.TABLE_NAME = t.TABLE_NAME
            JOIN information_schema.COLUMNS c ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME
                AND c.COLUMN_NAME = k.COLUMN_NAME
            WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ? AND t.TABLE_TYPE = 'BASE TABLE' AND t.ENGINE = 'InnoDB'
                AND k.INDEX_NAME = 'PRIMARY' AND k.SEQ_IN_INDEX = 1
                AND c.DATA_TYPE IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint')
            """;

    private final Dialect dialect;
    private final SqlRenderer renderer;
    private final SourceTypes types;
    private final PartTransactions transactions;
    private final ReadConsistency consistency;
    private final int partsMax;

    /** @param partsMax parts of a table at most */
    public KeyRanges(Dialect dialect, SourceTypes types, PartTransactions transactions,
            ReadConsistency consistency, int partsMax) {
        this.dialect = dialect;
        this.renderer = new SqlRenderer(dialect);
        this.types = types;
        this.transactions = transactions;
        this.consistency = consistency;
        this.partsMax = partsMax;
    }

    /** Never more than half of the connections that are free, so that a join can read its other side, too. */
    public List<JdbcSplit> cut(ConnectorTransactionHandle transaction, RemoteQuery query, RemoteTable table,
            ConnectionPool pool) {
        int free = pool.free();
        List<RemotePredicate> ranges = pool.with(connection -> ranges(connection, query, table, free));
        if (ranges.size() < 2) {
            return List.of(JdbcSplit.WHOLE);
        }
        Optional<String> locked = consistency == ReadConsistency.LOCK
                ? Optional.of(renderer.table(table))
                : Optional.empty();
        Optional<String> begun = transactions.begin(transaction, pool, locked, ranges.size());
        return begun.isEmpty()
                ? List.of(JdbcSplit.WHOLE)
                : ranges.stream().map(range -> new JdbcSplit(range, begun)).toList();
    }

    private List<RemotePredicate> ranges(Connection connection, RemoteQuery query, RemoteTable table, int free)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEY)) {
            statement.setString(1, table.schema().orElseThrow());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return List.of();
                }
                long parts = Math.min(Math.min(partsMax, (free + 1) / 2), rows.getLong(3) / PART_BYTES_MIN);
                RemoteColumn key = new RemoteColumn(rows.getString(1), BigintType.BIGINT, rows.getString(2),
                        Optional.empty(), new Comparability.Ordered());
                return parts < 2 || !readsAll(connection, query)
                        ? List.of()
                        : ranges(key, bounds(connection, table, key, parts));
            }
        }
    }

    /** Whether the server would go through all of the table. */
    private boolean readsAll(Connection connection, RemoteQuery query) throws SQLException {
        SqlText sql = renderer.render(query);
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql.sql())) {
            int index = 0;
            for (RemoteExpression.Literal literal : sql.parameters()) {
                index++;
                types.writer(literal.value().getType(), literal.remoteType()).write(statement, index,
                        literal.value().getValue());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && "ALL".equals(rows.getString("type")) && !rows.next();
            }
        }
    }

    /** The keys with which parts other than the first begin. */
    private List<Long> bounds(Connection connection, RemoteTable table, RemoteColumn key, long parts)
            throws SQLException {
        String column = dialect.quote(key.name());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT MIN(" + column + "), MAX(" + column + ") FROM " + renderer.table(table))) {
            rows.next();
            BigDecimal least = rows.getBigDecimal(1);
            return least == null
                    ? List.of()
                    : bounds(least.toBigIntegerExact(), rows.getBigDecimal(2).toBigIntegerExact(), parts);
        }
    }

    /** Keys beyond the range of a long are not cut at. */
    private static List<Long> bounds(BigInteger least, BigInteger greatest, long parts) {
        BigInteger width = greatest.subtract(least);
        List<Long> bounds = new ArrayList<>();
        for (long i = 1; i < parts; i++) {
            BigInteger bound = least.add(width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts)));
            if (bound.bitLength() < Long.SIZE) {
                bounds.add(bound.longValue());
            }
        }
        return bounds.stream().distinct().toList();
    }

    private static List<RemotePredicate> ranges(RemoteColumn key, List<Long> bounds) {
        List<RemotePredicate> ranges = new ArrayList<>();
        for (int i = 0; i <= bounds.size(); i++) {
            List<RemotePredicate> terms = new ArrayList<>();
            if (i > 0) {
                terms.add(compared(key, Operator.GREATER_OR_EQUAL, bounds.get(i - 1)));
            }
            if (i < bounds.size()) {
                terms.add(compared(key, Operator.LESS, bounds.get(i)));
            }
            ranges.add(RemotePredicate.and(terms));
        }
        return ranges;
    }

    private static RemotePredicate compared(RemoteColumn key, Operator operator, long bound) {
        return new RemotePredicate.Comparison(new RemoteExpression.ColumnReference(key), operator,
                RemoteExpression.Literal.of(BigintType.BIGINT, bound, key.remoteType()));
    }
}
