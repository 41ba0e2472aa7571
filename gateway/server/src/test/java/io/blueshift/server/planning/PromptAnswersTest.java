package io.blueshift.server.planning;

import io.blueshift.server.protocol.PromptStatementResource;
import io.trino.client.QueryResults;
import io.trino.dispatcher.QueuedStatementResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import static io.trino.client.TrinoJsonCodec.jsonCodec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client gets for its first request, and that it misses nothing when it goes on from there. */
final class PromptAnswersTest {
    private static PlanningEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = PlanningEngine.shared();
    }

    @Test
    void trinosResourceIsReplaced() {
        assertThat(engine.instance(QueuedStatementResource.class)).isInstanceOf(PromptStatementResource.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 7", "/* seven */ (VALUES 7)",
            "-- seven\nWITH s AS (SELECT 7 AS n) SELECT n FROM s"})
    void whatReadsIsBegunAtOnce(String sql) throws Exception {
        // How far it comes in its moment depends on the machine, but the request has begun the query
        assertThat(state(post(sql))).isNotEqualTo("QUEUED/not submitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE memory.default.prompt AS SELECT 1 AS n",
            "SET SESSION query_max_run_time = '1h'",
            "START TRANSACTION", "INSERT INTO memory.default.prompt SELECT 1",
            "-- SELECT\nDROP TABLE memory.default.prompt"})
    void whatDoesMoreThanReadWaitsForTheClient(String sql) throws Exception {
        QueryResults answer = post(sql);
        assertThat(state(answer)).isEqualTo("QUEUED/not submitted");
        assertThat(answer.getNextUri().getPath()).contains("/v1/statement/queued/");
    }

    @Test
    void aSmallAnswerNeedsOneRequest() throws Exception {
        QueryResults answer = null;
        // The first runs of a server take longer than it waits
        for (int attempt = 0; attempt < 500 && (answer == null || answer.getNextUri() != null); attempt++) {
            answer = post("SELECT name FROM tpch.tiny.region WHERE regionkey = 1");
        }
        assertThat(answer.getNextUri()).isNull();
        assertThat(answer.getError()).isNull();
        assertThat(answer.getStats().getState()).isEqualTo("FINISHED");
        assertThat(answer.getColumns()).hasSize(1);
        assertThat(answer.getData().getRowsCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15_000, 60_175})
    void everyRowOnce(int rows) throws SQLException {
        try (Connection connection = engine.connect(Map.of())) {
            for (int repetition = 0; repetition < 5; repetition++) {
                List<String> keys = Sql.rows(connection,
                        "SELECT orderkey * 10 + linenumber FROM tpch.tiny.lineitem LIMIT " + rows);
                assertThat(keys).hasSize(rows).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aFailureIsReported() throws SQLException {
        try (Connection connection = engine.connect(Map.of())) {
            for (int repetition = 0; repetition < 5; repetition++) {
                assertThatThrownBy(() -> Sql.rows(connection, "SELECT 1 / (regionkey - 1) FROM tpch.tiny.region"))
                        .hasMessageContaining("Division by zero");
                assertThatThrownBy(() -> Sql.rows(connection, "SELECT nothing FROM tpch.tiny.region"))
                        .hasMessageContaining("Column 'nothing' cannot be resolved");
            }
        }
    }

    @Test
    void rowsForThisMachineAreNotCompressed() throws Exception {
        HttpResponse<String> answer = send(request("SELECT * FROM tpch.tiny.nation").header("Accept-Encoding", "gzip"));
        assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("identity");
        assertThat(answer.body()).startsWith("{");
    }

    /** A query that was not begun is told to have been queued for no time at all. */
    private static String state(QueryResults answer) {
        String state = answer.getStats().getState();
        boolean begun = !state.equals("QUEUED") || answer.getNextUri() == null
                || answer.getStats().getElapsedTimeMillis() > 0;
        return begun ? state : "QUEUED/not submitted";
    }

    private static QueryResults post(String sql) throws IOException, InterruptedException {
        return jsonCodec(QueryResults.class).fromJson(send(request(sql)).body());
    }

    private static HttpRequest.Builder request(String sql) {
        return HttpRequest.newBuilder(engine.uri().resolve("/v1/statement")).header("X-Trino-User", "test")
                .POST(BodyPublishers.ofString(sql));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
