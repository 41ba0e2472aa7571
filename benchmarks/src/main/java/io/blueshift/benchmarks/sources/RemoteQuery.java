package io.blueshift.benchmarks.sources;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A query that a database can answer, as the gateway is asked and as the database itself is.
 *
 * @param sql of the gateway; {@code %s} stands for the name of lineitem
 * @param remoteSql of the database
 * @param ordered whether the rows are to be compared; otherwise only their number is
 * @param targetMillis what the gateway may take, of the database's own time
 */
record RemoteQuery(String name, String sql, String remoteSql, boolean ordered,
        DoubleUnaryOperator targetMillis) {
    /** What a round trip, planning and the answer may take. */
    private static final double SLACK_MILLIS = 15;

    private static RemoteQuery of(String name, String sql, boolean ordered) {
        return new RemoteQuery(name, sql, sql.formatted(LineItems.TABLE), ordered,
                remote -> remote + SLACK_MILLIS);
    }

    /** Queries that the database answers as a whole. */
    static List<RemoteQuery> whole() {
        return List.of(of("limit", "SELECT * FROM %s LIMIT 10", false),
                of("count", "SELECT count(*) FROM %s", true),
                of("five_groups", """
                        SELECT l_linenumber, count(*), sum(l_extendedprice * (1 - l_discount)) FROM %s
                        WHERE l_linenumber <= 5 GROUP BY l_linenumber ORDER BY l_linenumber""", true),
                of("key", """
                        SELECT l_linenumber, l_quantity, l_shipdate, l_comment FROM %s
                        WHERE l_orderkey = 33 ORDER BY l_linenumber""", true));
    }
}
