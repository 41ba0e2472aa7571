package io.blueshift.embedded;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

final class EmbeddedMariaDbTest {
    @Test
    void answersQueriesAndLeavesNothingBehind() throws SQLException {
        Path root;
        ServerOptions options = ServerOptions.temporary().withSetting("max-connections", "17").withUser("o'neill",
                "it's \\ secret");
        try (EmbeddedMariaDb mariaDb = EmbeddedMariaDb.start(options)) {
            root = mariaDb.directory().root();
            try (Connection connection = DriverManager.getConnection(mariaDb.jdbcUrl(), "o'neill", "it's \\ secret");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT version(), @@max_connections")) {
                row.next();
                assertThat(row.getString(1)).contains("MariaDB");
                assertThat(row.getInt(2)).isEqualTo(17);
            }
        }
        assertThat(root).doesNotExist();
    }
}
