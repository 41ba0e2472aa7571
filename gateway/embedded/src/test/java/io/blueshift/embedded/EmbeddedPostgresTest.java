package io.blueshift.embedded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class EmbeddedPostgresTest {
    @Test
    void answersQueriesAndLeavesNothingBehind() throws SQLException {
        Path root;
        try (EmbeddedPostgres postgres = EmbeddedPostgres
                .start(ServerOptions.temporary().withSetting("max_connections", "17"))) {
            root = postgres.directory().root();
            assertThat(query(postgres, "SHOW server_version")).startsWith("18.");
            assertThat(query(postgres, "SHOW max_connections")).isEqualTo("17");
            assertThat(query(postgres, "SELECT 'a' COLLATE \"en-US-x-icu\" < 'B'")).isEqualTo("t");
        }
        assertThat(root).doesNotExist();
    }

    @Test
    void keepsDataInADirectoryBetweenServers(@TempDir Path parent) throws SQLException {
        Path directory = parent.resolve("a directory with spaces");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            update(postgres, "CREATE TABLE kept (x int)");
            update(postgres, "INSERT INTO kept VALUES (42)");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            assertThat(query(postgres, "SELECT x FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void comesBackAfterStopAndKill() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            int port = postgres.port();
            update(postgres, "CREATE TABLE kept AS SELECT 7 x");
            try (Connection open = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(),
                    postgres.password())) {
                postgres.stop();
                assertThat(postgres.pid()).isEmpty();
                assertThat(open.isValid(2)).isFalse();
            }
            assertThatThrownBy(() -> query(postgres, "SELECT 1")).isInstanceOf(SQLException.class);
            postgres.restart();
            assertThat(query(postgres, "SELECT x FROM kept")).isEqualTo("7");
            postgres.kill();
            postgres.restart();
            assertThat(query(postgres, "SELECT x FROM kept")).isEqualTo("7");
            assertThat(postgres.port()).isEqualTo(port);
        }
    }

    @Test
    void extraUsersNeedTheirPassword() throws SQLException {
        ServerOptions options = ServerOptions.temporary().withUser("o'neill \"x\"", "it's secret");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), "o'neill \"x\"",
                    "it's secret")) {
                assertThat(connection.isValid(2)).isTrue();
            }
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "o'neill \"x\"", "wrong"))
                    .hasMessageContaining("password authentication failed");
        }
        assertThat(options.toString()).doesNotContain("secret");
    }

    @Test
    void aFailingStartShowsTheLog(@TempDir Path directory) {
        assertThatThrownBy(
                () -> EmbeddedPostgres.start(ServerOptions.in(directory).withSetting("shared_buffers", "plenty")))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("Could not start the embedded PostgreSQL")
                .hasMessageContaining(directory.resolve("server.log").toString())
                .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
        assertThat(Files.exists(directory.resolve("data"))).isTrue();
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(),
                postgres.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void update(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(),
                postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
