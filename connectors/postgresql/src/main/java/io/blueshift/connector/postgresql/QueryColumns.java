package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.SourceCatalog;
import io.blueshift.connector.jdbc.SourceColumn;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteText;
import org.postgresql.jdbc.PgConnection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Has the columns of somebody's query described as those of a view, down to their collations. The view is in a
 * transaction that never ends well, so nobody else ever sees it.
 */
final class QueryColumns {
    private static final String VIEW = "blueshift_query";
    private static final String SYNTAX_ERROR = "42601";

    private QueryColumns() {}

    static List<RemoteColumn> of(SourceCatalog catalog, Connection connection, RemoteText query) throws SQLException {
        String view = "CREATE TEMPORARY VIEW " + VIEW + " AS SELECT * FROM " + query.relation() + " AS _query";
        requireOne(connection, view);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(view);
            String schema = PostgreSqlCatalog.query(connection,
                    "SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = pg_catalog.pg_my_temp_schema()",
                    row -> row.getString(1)).getFirst();
            return catalog.columns(connection, schema, Optional.of(VIEW)).values().stream().flatMap(List::stream)
                    .map(SourceColumn::column).toList();
        } finally {
            connection.rollback();
        }
    }

    /** A parenthesis of the query's may end ours: the driver would send what follows as statements of their own. */
    private static void requireOne(Connection connection, String view) throws SQLException {
        if (connection.unwrap(PgConnection.class).getQueryExecutor().createSimpleQuery(view).getSubqueries() != null) {
            throw new SQLException("more than one statement", SYNTAX_ERROR);
        }
    }
}
