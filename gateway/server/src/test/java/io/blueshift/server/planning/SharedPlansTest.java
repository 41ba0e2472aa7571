package io.blueshift.server.planning;

import io.blueshift.server.planning.Corpus.Query;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Which queries of the corpus have parts that are computed once and read several times; what comes of that the corpus tests. */
final class SharedPlansTest {
    private static List<String> sharing(String schema, List<Query> queries, Map<String, String> session)
            throws Exception {
        List<String> sharing = new ArrayList<>();
        try (Connection connection = CorpusEngine.shared().connect("local", schema, session)) {
            for (Query query : queries) {
                if (explained(connection, query).contains("=> read by pipelines")) {
                    sharing.add(query.name());
                }
            }
        }
        return sharing;
    }

    private static String explained(Connection connection, Query query) throws SQLException {
        return Sql.explain(connection, query.sql());
    }

    @Test
    void ofTpch() throws Exception {
        CorpusEngine.shared().copy("h_decimal.tiny", "tpch");
        List<Query> queries = Corpus.tpch(CorpusEngine.SCALE);
        assertThat(sharing("tpch", queries, Map.of())).containsExactly("q02", "q11", "q15");
        assertThat(sharing("tpch", queries, Map.of("compiled_sharing", "false"))).isEmpty();
    }

    @Test
    void ofTpcds() throws Exception {
        CorpusEngine.shared().copy("tpcds.tiny", "tpcds");
        List<String> names = List.of("q09", "q14", "q23", "q33", "q44", "q47", "q57", "q58", "q70", "q83");
        List<Query> queries = Corpus.tpcds().stream().filter(query -> names.contains(query.name())).toList();
        assertThat(sharing("tpcds", queries, Map.of())).isEqualTo(names);
    }

    @Test
    void aTableOfSharedRowsIsScannedOnce() throws Exception {
        CorpusEngine.shared().copy("h_decimal.tiny", "tpch");
        Query revenue = Corpus.tpch(CorpusEngine.SCALE).stream().filter(query -> query.name().equals("q15")).findAny()
                .orElseThrow();
        try (Connection shared = CorpusEngine.shared().connect("local", "tpch", Map.of());
                Connection twice = CorpusEngine.shared().connect("local", "tpch",
                        Map.of("compiled_sharing", "false"))) {
            assertThat(explained(shared, revenue).split("Scan local:tpch.lineitem", -1)).hasSize(2);
            assertThat(explained(twice, revenue).split("Scan local:tpch.lineitem", -1)).hasSize(3);
        }
    }
}
