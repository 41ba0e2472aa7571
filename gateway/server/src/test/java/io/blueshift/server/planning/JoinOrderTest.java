package io.blueshift.server.planning;

import io.blueshift.server.planning.Corpus.Query;
import io.trino.sql.planner.PlanOptimizers;
import io.trino.sql.planner.iterative.IterativeOptimizer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Joins are put in the order that Trino's rule puts them in: plans are the same but for the names of dynamic filters. */
final class JoinOrderTest {
    private static final String CHAIN = "region JOIN nation ON n_regionkey = r_regionkey "
            + "JOIN supplier ON s_nationkey = n_nationkey JOIN partsupp ON ps_suppkey = s_suppkey "
            + "JOIN part ON p_partkey = ps_partkey WHERE p_size = 3 AND r_name = 'ASIA'";
    private static final String STAR = "lineitem JOIN part ON l_partkey = p_partkey "
            + "JOIN supplier ON l_suppkey = s_suppkey JOIN orders ON l_orderkey = o_orderkey WHERE p_size = 3";
    private static final String CLIQUE = "supplier, customer, nation n1, nation n2, nation n3 WHERE s_nationkey = c_nationkey "
            + "AND c_nationkey = n1.n_nationkey AND n1.n_nationkey = n2.n_nationkey AND n2.n_nationkey = n3.n_nationkey";

    private static String explain(String schema, String sql, Map<String, String> session) throws Exception {
        Map<String, String> onTrino = new HashMap<>(session);
        onTrino.put("compiled_execution", "false");
        try (Connection connection = CorpusEngine.shared().connect("local", schema, onTrino)) {
            return Sql.withoutQueryId(Sql.explain(connection, sql)).replaceAll("#df_[0-9]+", "#df");
        }
    }

    private static void compare(String schema, String sql, Map<String, String> session) throws Exception {
        Map<String, String> trino = new HashMap<>(session);
        trino.put("connected_join_order", "false");
        assertThat(explain(schema, sql, session)).isEqualTo(explain(schema, sql, trino));
    }

    private static void compareTpch(String from, Map<String, String> session) throws Exception {
        copyTpch();
        compare("tpch", "SELECT count(*) FROM " + from, session);
        compare("tpch", "SELECT * FROM " + from, session);
    }

    private static void copyTpch() throws Exception {
        CorpusEngine.shared().copy("h_decimal.tiny", "tpch");
    }

    private static Stream<DynamicTest> tests(String schema, List<Query> queries) {
        return queries.stream()
                .map(query -> DynamicTest.dynamicTest(query.name(), () -> compare(schema, query.sql(), Map.of())));
    }

    @TestFactory
    Stream<DynamicTest> ofTpch() throws Exception {
        copyTpch();
        return tests("tpch", Corpus.tpch(CorpusEngine.SCALE));
    }

    @TestFactory
    Stream<DynamicTest> ofTpcds() throws Exception {
        CorpusEngine.shared().copy("tpcds.tiny", "tpcds");
        return tests("tpcds", Corpus.tpcds());
    }

    @TestFactory
    Stream<DynamicTest> ofShapes() {
        return Map.of("chain", CHAIN, "star", STAR, "clique", CLIQUE,
                "tables that only a cross join connects", STAR + " AND EXISTS (SELECT 1 FROM region)",
                "two groups without a condition between them",
                "nation JOIN region ON n_regionkey = r_regionkey, supplier s JOIN partsupp ON s_suppkey = ps_suppkey",
                "a condition that is no equality", CHAIN + " AND s_acctbal > ps_supplycost AND p_size <> s_nationkey",
                "an equality that takes three tables", CHAIN + " AND p_size = s_nationkey + r_regionkey",
                "two columns of one table that are equal",
                "nation n1 JOIN nation n2 ON n1.n_nationkey = n2.n_nationkey AND n1.n_regionkey = n2.n_nationkey "
                        + "JOIN region ON r_regionkey = n2.n_regionkey",
                "one row", CHAIN + " AND p_retailprice > (SELECT avg(p_retailprice) FROM part)")
                .entrySet().stream()
                .map(shape -> DynamicTest.dynamicTest(shape.getKey(), () -> compareTpch(shape.getValue(), Map.of())));
    }

    @TestFactory
    Stream<DynamicTest> underSessionProperties() {
        return Stream.of(Map.of("join_reordering_strategy", "NONE"),
                Map.of("join_reordering_strategy", "ELIMINATE_CROSS_JOINS"),
                Map.of("join_distribution_type", "PARTITIONED"), Map.of("join_distribution_type", "BROADCAST"),
                Map.of("max_reordered_joins", "2"), Map.of("enable_stats_calculator", "false"))
                .map(session -> DynamicTest.dynamicTest(session.toString(), () -> compareTpch(CHAIN, session)));
    }

    @Test
    void ofMoreTablesThanTrinoOrdersByDefault() throws Exception {
        String more = CHAIN.replace("WHERE", "JOIN lineitem ON l_partkey = ps_partkey AND l_suppkey = ps_suppkey "
                + "JOIN orders ON o_orderkey = l_orderkey JOIN customer ON c_custkey = o_custkey "
                + "JOIN nation n2 ON n2.n_nationkey = c_nationkey JOIN region r2 ON r2.r_regionkey = n2.n_regionkey "
                + "WHERE r2.r_name = 'EUROPE' AND")
                .replace("region JOIN nation ON n_regionkey", "region r1 JOIN nation n1 ON n1.n_regionkey")
                .replace("= r_regionkey ", "= r1.r_regionkey ").replace("= n_nationkey ", "= n1.n_nationkey ")
                .replace("AND r_name", "AND r1.r_name");
        copyTpch();
        compare("tpch", "SELECT count(*) FROM " + more, Map.of("max_reordered_joins", "9"));
    }

    @Test
    void moreTablesAreOrderedAsOneGroup() throws Exception {
        // With groups of nine, the first two would be joined before the only filter that drops most of their rows
        String sql = "SELECT count(*) FROM lineitem JOIN orders ON l_orderkey = o_orderkey JOIN customer ON o_custkey = c_custkey "
                + "JOIN nation n1 ON n1.n_nationkey = c_nationkey JOIN region r1 ON r1.r_regionkey = n1.n_regionkey "
                + "JOIN supplier ON s_suppkey = l_suppkey JOIN nation n2 ON n2.n_nationkey = s_nationkey "
                + "JOIN region r2 ON r2.r_regionkey = n2.n_regionkey JOIN part p1 ON p1.p_partkey = l_partkey "
                + "JOIN part p2 ON p2.p_partkey = p1.p_partkey WHERE p1.p_size = 3 AND p1.p_container = 'MED BAG'";
        copyTpch();
        assertThat(explain("tpch", sql, Map.of("max_reordered_joins", "20")))
                .isNotEqualTo(explain("tpch", sql, Map.of("max_reordered_joins", "8")));
    }

    @Test
    void tooManyTablesThatAreAllConnectedAreOrderedInGroups() throws Exception {
        StringBuilder sql = new StringBuilder("SELECT count(*) FROM nation n1");
        for (int i = 2; i <= 12; i++) {
            sql.append(" JOIN nation n").append(i).append(" ON n1.n_nationkey = n").append(i).append(".n_nationkey");
        }
        copyTpch();
        assertThat(explain("tpch", sql.toString(), Map.of("max_reordered_joins", "20")))
                .isEqualTo(explain("tpch", sql.toString(), Map.of("max_reordered_joins", "8")));
    }

    /** Says loudly if a new version of Trino orders joins elsewhere. */
    @Test
    void trinoHasOneRuleToReplace() throws Exception {
        List<String> rules = CorpusEngine.shared().instance(PlanOptimizers.class).getPlanOptimizers().stream()
                .filter(IterativeOptimizer.class::isInstance).map(IterativeOptimizer.class::cast)
                .flatMap(optimizer -> optimizer.getRules().stream()).map(rule -> rule.getClass().getSimpleName())
                .filter(name -> name.startsWith("Reorder")).toList();
        assertThat(rules).containsExactly("ReorderJoins");
    }
}
