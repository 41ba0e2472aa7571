package io.blueshift.benchmarks.sources;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** Reads the table as a program without an engine would. */
final class DriverRead {
    private static final int FETCH_SIZE = 10_000;
    private static final int KEYS = 4;
    private static final int DECIMALS = 8;
    private static final int FLAGS = 10;
    private static final int DATES = 13;
    private static final int COLUMNS = 16;
    /** Of the largest: it keeps a virtual machine from leaving out what nobody looks at. */
    private long weight;

    /** Every value by the driver's getter for it, in fetches of a size that is good for this table. */
    long postgreSql(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return resultSet(connection, FETCH_SIZE);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Every value by the driver's getter for it, row by row from the stream. */
    long mySql(Connection connection) throws SQLException {
        return resultSet(connection, Integer.MIN_VALUE);
    }

    private long resultSet(Connection connection, int fetchSize) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + LineItems.TABLE)) {
            statement.setFetchSize(fetchSize);
            long rows = 0;
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows++;
                    weight += row(result);
                }
            }
            return rows;
        }
    }

    private static long row(ResultSet result) throws SQLException {
        long sum = 0;
        for (int i = 1; i <= KEYS; i++) {
            sum += result.getLong(i);
        }
        for (int i = KEYS + 1; i <= DECIMALS; i++) {
            BigDecimal value = result.getBigDecimal(i);
            sum += value.scale();
        }
        for (int i = DECIMALS + 1; i <= COLUMNS; i++) {
            sum += i > FLAGS && i <= DATES
                    ? result.getObject(i, LocalDate.class).getDayOfMonth()
                    : result.getString(i).length();
        }
        return sum;
    }

    /** The bytes of a binary COPY, not looked at: what a single connection can deliver. */
    long copy(Connection connection) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI()
                .copyOut("COPY " + LineItems.TABLE + " TO STDOUT (FORMAT binary)");
        // The last message is the end
        long rows = -1;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            rows++;
            weight += message.length;
        }
        return rows;
    }

    long weight() {
        return weight;
    }
}
