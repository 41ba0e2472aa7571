package io.blueshift.benchmarks.cancel;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query that spends its time in one kind of work, to be cancelled there.
 *
 * @param name of the case
 * @param sql over TPC-H's tables; few rows come out, so that the server's work is what takes time
 * @param session properties of its session
 * @param afterwards undoes what the query did, where it ran to its end
 */
public record CancelCase(String name, String sql, Map<String, String> session, Optional<String> afterwards) {
    /** More rows than there are: a sort that is not asked for its first rows alone. */
    private static final String NO_ROW = " OFFSET 1000000000000";
    private static final Map<String, String> LITTLE_MEMORY = Map.of("compiled_operator_memory",
            Long.toString(16 << 20));

    private static CancelCase of(String name, String sql) {
        return new CancelCase(name, sql, Map.of(), Optional.empty());
    }

    private CancelCase withLittleMemory() {
        return new CancelCase(name + "_spilled", sql, LITTLE_MEMORY, afterwards);
    }

    /** Every case: each kind of call that takes long, and what streams beside it. */
    public static List<CancelCase> all() {
        CancelCase sort = of("sort",
                "SELECT l_orderkey, l_comment FROM lineitem ORDER BY l_extendedprice, l_comment" + NO_ROW);
        CancelCase join = of("join_large_build", """
                SELECT count(*), max(r.l_comment) FROM orders o JOIN lineitem r
                ON o.o_orderkey = r.l_orderkey AND o.o_totalprice > r.l_extendedprice""");
        CancelCase groups = of("group_by", """
                SELECT count(*), max(s) FROM (
                SELECT l_orderkey, l_partkey, sum(l_quantity) s FROM lineitem GROUP BY l_orderkey, l_partkey)""");
        CancelCase distinct = of("distinct",
                "SELECT count(*) FROM (SELECT DISTINCT l_orderkey, l_comment FROM lineitem)");
        return List.of(sort, sort.withLittleMemory(),
                of("window_rank",
                        """
                        SELECT max(r) FROM (SELECT rank() OVER (ORDER BY l_extendedprice, l_comment) r FROM lineitem)"""),
                of("window_frames",
                        """
                        SELECT max(m) FROM (SELECT max(l_extendedprice) OVER (PARTITION BY l_linenumber
                        ORDER BY l_shipdate, l_orderkey ROWS BETWEEN 1000 PRECEDING AND 10 FOLLOWING) m FROM lineitem)"""),
                of("window_distinct_frames", """
                        SELECT max(m) FROM (SELECT count(DISTINCT l_partkey) OVER (
                        ORDER BY l_shipdate ROWS BETWEEN 100 PRECEDING AND CURRENT ROW) m FROM lineitem)"""),
                join, join.withLittleMemory(),
                of("join_many_pairs", """
                        SELECT count(*), max(l.l_comment) FROM lineitem l JOIN lineitem r
                        ON l.l_suppkey = r.l_suppkey AND l.l_comment < r.l_comment"""),
                of("cross_join", """
                        SELECT count(*) FROM orders o CROSS JOIN orders p
                        WHERE o.o_totalprice + p.o_totalprice < o.o_custkey"""),
                groups, groups.withLittleMemory(), distinct, distinct.withLittleMemory(),
                of("array_agg",
                        """
                        SELECT max(cardinality(a)) FROM (
                        SELECT array_agg(l_comment ORDER BY l_shipdate, l_comment) a FROM lineitem GROUP BY l_linenumber)"""),
                of("count_distinct", """
                        SELECT l_returnflag, count(DISTINCT l_comment), count(DISTINCT l_partkey)
                        FROM lineitem GROUP BY l_returnflag"""),
                of("regexp", "SELECT count(*) FROM lineitem WHERE regexp_like(l_comment, '(e|ee|a|aa)+z.*(x|y)+q')"),
                of("costly_rows", """
                        SELECT max(reduce(sequence(1, 9000 + o_orderkey % 10), 0, (s, x) -> s + x % 7, s -> s))
                        FROM orders"""),
                of("costly_row", """
                        SELECT max(cardinality(filter(sequence(1, 9000 + n_nationkey),
                        x -> any_match(sequence(1, 9000), y -> x * y = 0)))) FROM nation"""),
                of("unnest", "SELECT count(*), sum(e) FROM orders CROSS JOIN UNNEST(sequence(1, 500)) u(e)"),
                new CancelCase("create_table_as", "CREATE TABLE written AS SELECT * FROM lineitem", Map.of(),
                        Optional.of("DROP TABLE IF EXISTS written")));
    }
}
