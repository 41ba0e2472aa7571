package io.blueshift.demo;

import io.blueshift.server.BlueshiftServer;
import io.blueshift.server.ServerOptions;
import io.trino.spi.eventlistener.QueryCompletedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The demo's cross-source queries give exactly the answers that DuckDB gives on the same data in one place. */
class DemoQueriesTest {
    private static final DemoOptions OPTIONS = DemoOptions.parse(List.of("--scale", "0.01"));
    private static final DemoConsole CONSOLE = DemoConsole
            .plain(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

    @Test
    void answersAreDuckDbsOnTrinosOperatorsAndOnOurs(@TempDir Path directory) throws Exception {
        QueryEvents events = new QueryEvents();
        try (DuckDbOracle oracle = DuckDbOracle.load(OPTIONS.scale());
                DemoSources sources = DemoSources.start(CONSOLE);
                BlueshiftServer server = start(directory, sources, events);
                Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            DatabaseLoader databases = new DatabaseLoader(sources, OPTIONS.scale(), CONSOLE);
            databases.loadPostgres();
            databases.loadMySql();
            new BlueshiftLoader(connection, OPTIONS, CONSOLE).load(sources);
            for (DemoQuery query : DemoQuery.all()) {
                List<List<String>> expected = oracle.query(query.sql());
                assertThat(answer(statement, query.sql(), events)).as(query.title()).isEqualTo(expected);
            }
            statement.execute("SET SESSION compiled_execution = false");
            for (DemoQuery query : DemoQuery.all()) {
                List<List<String>> expected = oracle.query(query.sql());
                assertThat(answer(statement, query.sql(), events)).as(query.title()).isEqualTo(expected);
            }
        }
    }

    /** The answer, once it is sure that every source said what it was asked and how much it returned. */
    private static List<List<String>> answer(Statement statement, String sql, QueryEvents events) throws Exception {
        List<List<String>> rows;
        String queryId;
        try (ResultSet results = statement.executeQuery(sql)) {
            rows = Answers.read(results);
            queryId = results.unwrap(io.trino.jdbc.TrinoResultSet.class).getQueryId();
        }
        QueryCompletedEvent event = events.take(queryId, Duration.ofSeconds(20)).orElseThrow();
        assertThat(SourceShare.of(event)).hasSizeGreaterThanOrEqualTo(3).allSatisfy(share -> {
            assertThat(share.asked()).as(share.table()).isPresent();
            assertThat(share.rows()).as(share.table()).isPresent();
        });
        return rows;
    }

    private static BlueshiftServer start(Path directory, DemoSources sources, QueryEvents events) throws Exception {
        DemoCatalogs.write(directory.resolve("catalogs"), sources);
        return BlueshiftServer.start(ServerOptions.builder(directory.resolve("data"))
                .port(0)
                .catalogsDirectory(directory.resolve("catalogs"))
                .sampleCatalogs(false)
                .shutdownGrace(Duration.ofSeconds(1))
                .eventListeners(events)
                .build());
    }

    private static Connection connect(BlueshiftServer server) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", "test");
        return DriverManager.getConnection("jdbc:trino://" + server.uri().getAuthority(), properties);
    }
}
