package io.blueshift.server;

import io.blueshift.server.config.StartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A whole server in this JVM, asked as users ask it: over JDBC and HTTP. */
class BlueshiftServerTest {
    @TempDir
    static Path directory;

    private static BlueshiftServer server;

    @BeforeAll
    static void start() throws IOException {
        // As a server leaves them that was killed
        Path left = Files.createDirectories(directory.resolve("spill").resolve("query-20260101_000000_00001_abcde-1"));
        Files.writeString(left.resolve("0.rows"), "rows");
        server = BlueshiftServer.start(ServerOptions.builder(directory).port(0).build());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersOverJdbc() throws SQLException {
        assertThat(query(server, "SELECT count(*), max(name) FROM tpch.tiny.nation WHERE regionkey = 1"))
                .containsExactly("5|UNITED STATES");
        assertThat(query(server, "SHOW CATALOGS")).contains("local", "system", "tpcds", "tpch");
        assertThat(server.catalogs()).contains("local", "tpcds", "tpch").doesNotContain("system");
    }

    @Test
    void localTablesLieInTheDataDirectory() throws SQLException {
        query(server, "CREATE SCHEMA IF NOT EXISTS local.kept");
        query(server, "CREATE TABLE local.kept.nation AS SELECT * FROM tpch.tiny.nation");
        assertThat(query(server, "SELECT count(*) FROM local.kept.nation")).containsExactly("25");
        assertThat(directory.resolve("tables").resolve("local")).isDirectoryContaining(path -> true);
    }

    @Test
    void rowsThatACrashLeftOnDiskAreGone() {
        assertThat(directory.resolve("spill")).isEmptyDirectory();
    }

    @Test
    void theWebInterfaceIsAtTheRoot() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) server.uri().resolve("/").toURL().openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getURL().getPath()).isEqualTo("/ui/");
        assertThat(new String(connection.getInputStream().readAllBytes())).contains("<title>Trino</title>");
    }

    @Test
    void loopbackOnlyByDefault() {
        assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void aSecondServerIsKeptOffTheDataDirectory() {
        assertThatThrownBy(() -> BlueshiftServer.start(ServerOptions.builder(directory).port(0).build()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(
                        "The data directory %s is in use by another Blueshift server".formatted(directory))
                .hasMessageContaining(server.uri().toString());
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path other) {
        assertThatThrownBy(
                () -> BlueshiftServer.start(ServerOptions.builder(other).port(server.uri().getPort()).build()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Cannot listen on 127.0.0.1 port " + server.uri().getPort());
    }

    @Test
    void wrongCatalogFilesStopTheStart(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("catalogs"));
        Path file = Files.writeString(other.resolve("catalogs").resolve("shop.properties"), "connector.name=tcph\n");
        assertThatThrownBy(() -> BlueshiftServer.start(ServerOptions.builder(other).port(0).build()))
                .isInstanceOf(StartException.class).hasMessageContaining(file + ": connector.name 'tcph' is not known")
                .hasMessageContaining("Did you mean 'tpch'");
    }

    @Test
    void wrongSettingsInACatalogFileStopTheStart(@TempDir Path other) throws IOException {
        Files.createDirectories(other.resolve("catalogs"));
        Path file = Files.writeString(other.resolve("catalogs").resolve("mine.properties"), """
                connector.name=local
                local.directroy=/tmp
                """);
        assertThatThrownBy(() -> BlueshiftServer.start(ServerOptions.builder(other).port(0).build()))
                .isInstanceOf(StartException.class).hasMessageStartingWith(file + ": ")
                .hasMessageContaining("local.directroy").hasMessageContaining("Did you mean to use 'local.directory'");
    }

    @Test
    void wrongEngineSettingsStopTheStart(@TempDir Path other) {
        ServerOptions options = ServerOptions.builder(other).port(0)
                .engineProperties(Map.of("query.max-histroy", "7")).build();
        assertThatThrownBy(() -> BlueshiftServer.start(options)).isInstanceOf(StartException.class)
                .hasMessageContaining("trino.query.max-histroy").hasMessageContaining("query.max-history");
    }

    static List<String> query(BlueshiftServer server, String sql) throws SQLException {
        try (Connection connection = connect(server.uri()); Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (!statement.execute(sql)) {
                return rows;
            }
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.add(String.join("|", row));
                }
            }
            return rows;
        }
    }

    static Connection connect(URI uri) throws SQLException {
        return DriverManager.getConnection("jdbc:trino://%s:%s?user=tester".formatted(uri.getHost(), uri.getPort()));
    }
}
