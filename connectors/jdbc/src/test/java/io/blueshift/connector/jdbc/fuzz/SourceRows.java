package io.blueshift.connector.jdbc.fuzz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads what the source itself answers, by its driver. */
final class SourceRows {
    private SourceRows() {}

    static List<List<Object>> of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(value(result, i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static Object value(ResultSet result, int index) throws SQLException {
        return switch (result.getMetaData().getColumnType(index)) {
            case Types.DATE -> result.getObject(index, LocalDate.class);
            case Types.TIME -> result.getObject(index, LocalTime.class);
            case Types.TIMESTAMP -> result.getMetaData().getColumnTypeName(index).equals("timestamptz")
                    ? result.getObject(index, OffsetDateTime.class)
                    : result.getObject(index, LocalDateTime.class);
            default -> result.getObject(index);
        };
    }
}
