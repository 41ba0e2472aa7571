package io.blueshift.server;

import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.spi.eventlistener.EventListener;
import io.trino.spi.eventlistener.QueryCompletedEvent;
import io.trino.spi.eventlistener.QueryCreatedEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import static io.blueshift.server.BlueshiftServerTest.query;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Secrets from SQL: they open databases, change while the server runs, and are seen nowhere. */
class SecretsTest {
    private static final String FIRST = "opal-one-4711";
    private static final String SECOND = "opal-two-4711";
    private static final String COUNT = "SELECT count(*) FROM %s.public.gems";
    /** For a pool to find out that its connections are dead. */
    private static final int ATTEMPTS = 40;

    @TempDir
    static Path directory;

    private static EmbeddedPostgres postgres;
    private static BlueshiftServer server;
    private static final Recorder RECORDER = new Recorder();

    @BeforeAll
    static void start() throws SQLException {
        postgres = EmbeddedPostgres.start();
        inPostgres("CREATE TABLE gems (name text)", "INSERT INTO gems VALUES ('opal'), ('onyx')");
        startServer();
    }

    private static void startServer() {
        server = BlueshiftServer.start(ServerOptions.builder(directory).port(0).eventListeners(RECORDER).build());
    }

    @AfterAll
    static void stop() {
        server.close();
        postgres.close();
    }

    @Test
    void aPasswordIsChangedWhileTheServerRuns() throws Exception {
        login("rotated", FIRST);
        query(server, "CREATE SECRET rotated AS '" + FIRST + "'");
        query(server, externalSchema("shop", "rotated"));
        assertThat(query(server, COUNT.formatted("shop"))).containsExactly("2");
        query(server, "CREATE CATALOG shop2 USING postgresql WITH (\"connection-url\" = '" + postgres.jdbcUrl()
                + "', \"connection-user\" = 'rotated', \"connection-password\" = '${SECRET:rotated}')");

        inPostgres("ALTER ROLE rotated PASSWORD '" + SECOND + "'",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rotated'");
        assertThatThrownBy(() -> query(server, COUNT.formatted("shop2")))
                .hasMessageContaining("Catalog 'shop2' (PostgreSQL at 127.0.0.1:" + postgres.port())
                .hasMessageContaining("password authentication failed for user \"rotated\"")
                .satisfies(SecretsTest::showsNothing);
        query(server, "ALTER SECRET rotated AS '" + SECOND + "'");
        assertThat(query(server, COUNT.formatted("shop2"))).containsExactly("2");
        assertThat(eventually(COUNT.formatted("shop"))).containsExactly("2");

        assertThatThrownBy(() -> query(server, "DROP SECRET rotated"))
                .hasMessageContaining("catalogs refer to it: shop, shop2");
        assertThat(directory.resolve("catalogs").resolve("shop.properties")).content()
                .contains("connection-password=${SECRET:rotated}");
        server.close();
        startServer();
        assertThat(query(server, COUNT.formatted("shop"))).containsExactly("2");
        query(server, "DROP EXTERNAL SCHEMA shop");
        query(server, "DROP CATALOG shop2");
        query(server, "DROP SECRET rotated");
    }

    @Test
    void aPasswordInAFileIsReadForEveryConnection() throws Exception {
        login("filed", FIRST);
        Path file = Files.writeString(directory.resolve("password"), SECOND + "\n");
        query(server, "CREATE CATALOG filed USING postgresql WITH (\"connection-url\" = '" + postgres.jdbcUrl()
                + "', \"connection-user\" = 'filed', \"connection-password\" = '${FILE:" + file + "}')");
        assertThatThrownBy(() -> query(server, COUNT.formatted("filed")))
                .hasMessageContaining("password authentication failed").satisfies(SecretsTest::showsNothing);
        Files.writeString(file, FIRST + "\n");
        assertThat(query(server, COUNT.formatted("filed"))).containsExactly("2");
        query(server, "DROP CATALOG filed");
        Files.delete(file);
    }

    @Test
    void statementsOnSecretsMeanWhatTheySay() throws SQLException {
        query(server, "CREATE SECRET b AS 'first-value'");
        query(server, "CREATE SECRET IF NOT EXISTS b AS 'other-value'");
        query(server, "CREATE OR REPLACE SECRET a AS 'first-value';");
        assertThatThrownBy(() -> query(server, "CREATE SECRET b AS 'other-value'"))
                .hasMessageContaining("Secret 'b' already exists; ALTER SECRET changes it");
        assertThatThrownBy(() -> query(server, "ALTER SECRET c AS 'other-value'"))
                .hasMessageContaining("There is no secret 'c'");
        assertThatThrownBy(() -> query(server, "DROP SECRET c")).hasMessageContaining("There is no secret 'c'");
        query(server, "DROP SECRET IF EXISTS c");
        assertThat(query(server, "SHOW SECRETS")).hasSize(2).allMatch(row -> row.matches("[ab]\\|[^|]+\\|[^|]+"));
        assertThat(query(server, "SELECT name FROM system.runtime.secrets WHERE created = changed ORDER BY name"))
                .containsExactly("a", "b");
        assertThatThrownBy(() -> query(server, "CALL system.runtime.store_secret('b', 'ALTER')"))
                .hasMessageContaining("A secret's value comes with the statement");
        assertThatThrownBy(() -> query(server,
                "CREATE CATALOG c USING tpch WITH (\"connection-password\" = '${SECRET:nowhere}')"))
                .hasMessageContaining("connection-password: there is no secret 'nowhere'");
        query(server, "DROP SECRET a");
        query(server, "DROP SECRET b");
        assertThat(query(server, "SHOW SECRETS")).isEmpty();
    }

    @Test
    void nothingShowsASecret() throws Exception {
        login("hidden", FIRST);
        query(server, "CREATE SECRET hidden AS '" + FIRST + "'");
        query(server, externalSchema("hidden", "hidden"));
        for (String sql : List.of("CREATE SECRET x AS '%s' garbage", "CREATE SECRET x AS \"%s\"", "ALTER SECRET x '%s",
                "CREATE SECRET x AS %s", "CREATE SECRET %s AS '%s' x", "EXPLAIN CREATE SECRET x AS '%s'",
                "EXECUTE IMMEDIATE 'CREATE SECRET x AS ''%s'''", "PREPARE p FROM CREATE SECRET x AS '%s'",
                "CREATE SECRET hidden AS '%s'", "CREATE CATALOG \"%% bad\" USING postgresql WITH (\"connection-url\" ="
                        + " 'x', \"connection-password\" = '%s')")) {
            assertThatThrownBy(() -> query(server, sql.replace("%s", FIRST).replace("%%", "%"))).as(sql)
                    .satisfies(SecretsTest::showsNothing);
        }
        try (Connection connection = BlueshiftServerTest.connect(server.uri())) {
            assertThatThrownBy(() -> connection.prepareStatement("CREATE SECRET y AS '" + FIRST + "'"))
                    .hasMessageContaining("send the statement by itself").satisfies(SecretsTest::showsNothing);
        }
        assertThat(query(server, COUNT.formatted("hidden"))).containsExactly("2");
        assertThat(query(server, "EXPLAIN ANALYZE VERBOSE " + COUNT.formatted("hidden")).toString())
                .contains("gems").doesNotContain(FIRST);
        assertThat(query(server, "SHOW CREATE TABLE hidden.public.gems").toString()).doesNotContain(FIRST);

        List<String> history = query(server, "SELECT query FROM system.runtime.queries");
        assertThat(history).contains("CREATE SECRET hidden AS '******'", "CREATE SECRET ******",
                "EXECUTE IMMEDIATE ******", externalSchema("hidden", "hidden")).noneMatch(text -> text.contains(FIRST));
        assertThat(RECORDER.texts).contains("CREATE SECRET hidden AS '******'")
                .noneMatch(text -> text.contains(FIRST));
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty()
                    .noneMatch(file -> content(file).contains(FIRST));
        }
        query(server, "DROP EXTERNAL SCHEMA hidden");
        query(server, "DROP SECRET hidden");
    }

    private static String externalSchema(String name, String user) {
        return "CREATE EXTERNAL SCHEMA %s FROM POSTGRES DATABASE 'postgres' SCHEMA 'public' URI '%s' PORT %s USER '%s' SECRET %s"
                .formatted(name, postgres.host(), postgres.port(), user, user);
    }

    private static void showsNothing(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(FIRST).doesNotContain(SECOND);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            // Spilled rows and the like come and go
            return "";
        }
    }

    private static List<String> eventually(String sql) throws Exception {
        for (int attempt = 1;; attempt++) {
            try {
                return query(server, sql);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(250);
            }
        }
    }

    private static void login(String user, String password) throws SQLException {
        inPostgres("CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "'", "GRANT SELECT ON gems TO " + user);
    }

    private static void inPostgres(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(),
                postgres.password()); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Keeps what listeners are told of queries. */
    private static final class Recorder implements EventListener {
        private final Queue<String> texts = new ConcurrentLinkedQueue<>();

        @Override
        public void queryCreated(QueryCreatedEvent event) {
            texts.add(event.getMetadata().getQuery());
        }

        @Override
        public void queryCompleted(QueryCompletedEvent event) {
            texts.add(event.getMetadata().getQuery());
            event.getMetadata().getPreparedQuery().ifPresent(texts::add);
            event.getMetadata().getPlan().ifPresent(texts::add);
            event.getFailureInfo().ifPresent(failure -> texts.add(failure.getFailuresJson()));
        }
    }
}
