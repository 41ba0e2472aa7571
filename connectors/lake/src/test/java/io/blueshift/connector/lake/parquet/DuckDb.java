package io.blueshift.connector.lake.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB as a second writer of files. */
public final class DuckDb {
    private DuckDb() {}

    /** Runs statements; the time zone is UTC so that instants mean the same everywhere. */
    public static void run(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a query's result as one Parquet file. */
    public static Path parquet(Path file, String query, String options) {
        String more = options.isEmpty() ? "" : ", " + options;
        run("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + more + ")");
        return file;
    }
}
