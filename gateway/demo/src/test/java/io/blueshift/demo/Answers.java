package io.blueshift.demo;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Query results as text that does not depend on the driver: numbers without trailing zeros, NULL as such. */
final class Answers {
    private Answers() {}

    static List<List<String>> read(ResultSet results) throws SQLException {
        int columns = results.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (results.next()) {
            List<String> row = new ArrayList<>(columns);
            for (int column = 1; column <= columns; column++) {
                row.add(text(results.getObject(column)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "NULL";
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }
}
