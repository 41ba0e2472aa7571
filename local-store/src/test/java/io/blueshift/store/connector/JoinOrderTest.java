package io.blueshift.store.connector;

import io.blueshift.store.LocalStorePlugin;
import io.trino.Session;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The optimiser orders the joins of TPC-H over local tables, about which it knows what was gathered as they were
 * written, as it does over tables whose statistics are exact.
 */
class JoinOrderTest {
    private static final List<String> TABLES = List
            .of("customer", "lineitem", "nation", "orders", "part", "partsupp", "region", "supplier");
    private static final Pattern NODE = Pattern
            .compile("(?m)^([ │├└─]*)(\\w*Join|TableScan|ScanFilter\\w*|ScanProject)\\b(.*)$");
    private static final Pattern TABLE = Pattern.compile("table = \\w+:default[.:](\\w+)");

    @TempDir
    private Path directory;

    @Test
    void joinsAreOrderedAsByExactStatistics() throws Exception {
        compare("tiny");
    }

    @Test
    @Tag("slow")
    void joinsOfMoreRowsAreOrderedAsByExactStatistics() throws Exception {
        compare("sf0.1");
    }

    private void compare(String scale) throws Exception {
        Session session = testSessionBuilder().setCatalog("local").setSchema("default").build();
        try (DistributedQueryRunner runner = DistributedQueryRunner.builder(session).setWorkerCount(0).build()) {
            runner.installPlugin(new TpchPlugin());
            runner.createCatalog("tpch", "tpch", Map.of("tpch.column-naming", "STANDARD"));
            runner.installPlugin(new LocalStorePlugin(directory));
            runner.createCatalog("local", "local");
            for (String table : TABLES) {
                runner.execute("CREATE TABLE %s AS SELECT * FROM tpch.\"%s\".%s".formatted(table, scale, table));
            }
            ExactStatistics statistics = new ExactStatistics(runner, session);
            runner.installPlugin(statistics.plugin(TABLES));
            runner.createCatalog("exact", "exact");
            Session exact = Session.builder(session).setCatalog("exact").build();
            List<String> expected = new ArrayList<>();
            List<String> actual = new ArrayList<>();
            for (String query : queries()) {
                int number = expected.size() + 1;
                expected.add(number + ": " + joins(runner, exact, query));
                actual.add(number + ": " + joins(runner, session, query));
            }
            assertThat(expected).hasSize(22);
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static List<String> queries() throws IOException {
        try (InputStream in = JoinOrderTest.class.getResourceAsStream("tpch.sql")) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";"));
        }
    }

    /** The tree of joins and tables, by depth of indentation; how joins are distributed is not in it. */
    private static String joins(DistributedQueryRunner runner, Session session, String query) {
        String plan = (String) runner.execute(session, "EXPLAIN (TYPE LOGICAL) " + query).getOnlyValue();
        StringBuilder tree = new StringBuilder();
        Matcher node = NODE.matcher(plan);
        while (node.find()) {
            Matcher table = TABLE.matcher(node.group(3));
            String name = table.find() ? table.group(1) : node.group(2);
            tree.append(name).append(name.endsWith("Join") ? "(" + depth(node.group(1)) + ")" : "").append(' ');
        }
        return tree.toString();
    }

    private static int depth(String indentation) {
        return indentation.length() / 3;
    }
}
