package io.blueshift.connector.mysql;

import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import com.mysql.cj.result.Field;
import io.blueshift.connector.mysql.MySqlColumnTypes.Description;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteText;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the columns of somebody's query off a result without rows, which MySQL gives without running the query. Their
 * collations are not known: their texts are compared by the engine alone.
 */
final class QueryColumns {
    private static final int SECOND_DIGITS_MAX = 6;

    private final MySqlColumnTypes types;

    QueryColumns(MySqlColumnTypes types) {
        this.types = types;
    }

    List<RemoteColumn> of(Connection connection, RemoteText query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement
                        .executeQuery("SELECT * FROM " + query.relation() + " AS _query LIMIT 0")) {
            Field[] fields = rows.unwrap(ResultSetInternalMethods.class).getRows().getMetadata().getFields();
            List<RemoteColumn> columns = new ArrayList<>();
            for (int i = 0; i < fields.length; i++) {
                columns.add(uncompared(types.column(description(rows.getMetaData(), i + 1, fields[i]))));
            }
            return columns;
        }
    }

    private static Description description(ResultSetMetaData metadata, int index, Field field) throws SQLException {
        String type = metadata.getColumnTypeName(index).toLowerCase(Locale.ENGLISH);
        // Padding has no meaning here, and ENUM and SET are sent as CHAR, too
        String name = type.equals("char") || type.equals("enum") || type.equals("set") ? "varchar" : type;
        return new Description(metadata.getColumnLabel(index), name, OptionalLong.empty(),
                OptionalLong.of(metadata.getPrecision(index)), OptionalLong.of(metadata.getScale(index)),
                OptionalLong.of(Math.min(field.getDecimals(), SECOND_DIGITS_MAX)), Optional.empty());
    }

    private static RemoteColumn uncompared(RemoteColumn column) {
        return column.comparability() instanceof Comparability.Text
                ? new RemoteColumn(column.name(), column.type(), column.remoteType(), column.readAs(),
                        new Comparability.Incomparable("the collation of a query's column is not known"))
                : column;
    }
}
