package io.blueshift.embedded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class EmbeddedMySqlTest {
    @Test
    void answersQueriesAndLeavesNothingBehind() throws SQLException {
        Path root;
        try (EmbeddedMySql mysql = EmbeddedMySql
                .start(ServerOptions.temporary().withSetting("max-connections", "17"))) {
            root = mysql.directory().root();
            assertThat(query(mysql, "SELECT version()")).startsWith("8.0.");
            assertThat(query(mysql, "SELECT @@max_connections")).isEqualTo("17");
            assertThat(query(mysql, "SELECT @@global.time_zone")).isEqualTo("+00:00");
            assertThat(query(mysql, "SELECT 'a' = 'A'")).isEqualTo("1");
        }
        assertThat(root).doesNotExist();
    }

    @Test
    void keepsDataInADirectoryBetweenServers(@TempDir Path parent) throws SQLException {
        // Longer than what fits into the address of a Unix socket
        Path directory = parent.resolve("a directory with spaces").resolve("long".repeat(30));
        try (EmbeddedMySql mysql = EmbeddedMySql.start(directory)) {
            update(mysql, "CREATE DATABASE d");
            update(mysql, "CREATE TABLE d.kept (x int)");
            update(mysql, "INSERT INTO d.kept VALUES (42)");
        }
        try (EmbeddedMySql mysql = EmbeddedMySql.start(directory)) {
            assertThat(query(mysql, "SELECT x FROM d.kept")).isEqualTo("42");
        }
    }

    @Test
    void comesBackAfterStopAndKill() throws SQLException {
        try (EmbeddedMySql mysql = EmbeddedMySql.start()) {
            int port = mysql.port();
            update(mysql, "CREATE DATABASE d");
            update(mysql, "CREATE TABLE d.kept AS SELECT 7 x");
            try (Connection open = DriverManager.getConnection(mysql.jdbcUrl(), mysql.user(), mysql.password())) {
                mysql.stop();
                assertThat(mysql.pid()).isEmpty();
                assertThat(open.isValid(2)).isFalse();
            }
            assertThatThrownBy(() -> query(mysql, "SELECT 1")).isInstanceOf(SQLException.class);
            mysql.restart();
            assertThat(query(mysql, "SELECT x FROM d.kept")).isEqualTo("7");
            mysql.kill();
            mysql.restart();
            assertThat(query(mysql, "SELECT x FROM d.kept")).isEqualTo("7");
            assertThat(mysql.port()).isEqualTo(port);
        }
    }

    @Test
    void extraUsersNeedTheirPassword() throws SQLException {
        ServerOptions options = ServerOptions.temporary().withUser("o'neill", "it's \\ secret");
        try (EmbeddedMySql mysql = EmbeddedMySql.start(options)) {
            mysql.restart();
            try (Connection connection = DriverManager.getConnection(mysql.jdbcUrl(), "o'neill", "it's \\ secret")) {
                assertThat(connection.isValid(2)).isTrue();
            }
            assertThatThrownBy(() -> DriverManager.getConnection(mysql.jdbcUrl(), "o'neill", "wrong"))
                    .hasMessageContaining("Access denied for user 'o'neill'");
        }
    }

    @Test
    void aFailingStartShowsTheLog(@TempDir Path directory) {
        assertThatThrownBy(() -> EmbeddedMySql.start(ServerOptions.in(directory).withSetting("no-such-setting", "1")))
                .isInstanceOf(EmbeddedServerException.class).hasMessageContaining("Could not start the embedded MySQL")
                .hasMessageContaining(directory.resolve("server.log").toString())
                .hasMessageContaining("unknown variable 'no-such-setting=1'");
    }

    private static String query(EmbeddedMySql mysql, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(mysql.jdbcUrl(), mysql.user(), mysql.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void update(EmbeddedMySql mysql, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(mysql.jdbcUrl(), mysql.user(), mysql.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
