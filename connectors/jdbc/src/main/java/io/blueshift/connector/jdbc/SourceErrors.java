package io.blueshift.connector.jdbc;

import com.google.common.base.Throwables;
import com.google.inject.Inject;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns a driver's exceptions into the engine's, naming catalog, product, host and port, cause, and the remote SQL
 * where one ran. Drivers' messages hold no passwords, and the URL is never shown.
 */
public class SourceErrors {
    private static final int SQL_LENGTH_MAX = 2_000;
    private static final String OUTDATED = ". If the table was altered, repeat the statement: what was known of it is forgotten now";

    private final CatalogName catalog;
    private final JdbcSource source;
    private final String address;

    @Inject
    public SourceErrors(CatalogName catalog, JdbcSource source, JdbcConfig config) {
        this.catalog = catalog;
        this.source = source;
        this.address = source.address(config.getConnectionUrl());
    }

    /** The source as messages name it. */
    public String source() {
        return "Catalog '%s' (%s at %s)".formatted(catalog, source.product(), address);
    }

    public TrinoException of(SQLException failure) {
        return failure(failure, "");
    }

    /** What a statement made of what was known of tables failed with. */
    public TrinoException of(SQLException failure, String sql) {
        return failure(failure, (mayBeOutdated(withState(failure)) ? OUTDATED : "") + remoteSql(sql));
    }

    /** What a statement that somebody has written in the source's own SQL failed with. */
    public TrinoException ofWritten(SQLException failure, String sql) {
        return failure(failure, remoteSql(sql));
    }

    private TrinoException failure(SQLException failure, String more) {
        SQLException cause = withState(failure);
        return new TrinoException(code(cause), source() + ": " + text(cause) + more, failure);
    }

    /** Statements are made so that the source understands them, if its tables are as they were. */
    private static boolean mayBeOutdated(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("42") && !state.equals("42501") && !state.equals("42P07") && !state.equals("42S01");
    }

    /** What the driver says, without the advice that follows a blank line, and its cause where it does not name it. */
    String reason(SQLException failure) {
        return text(withState(failure));
    }

    private static String text(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).split("\n\n", 2)[0].strip();
        String root = Throwables.getRootCause(failure).getMessage();
        return root == null || message.contains(root) || root.contains(message) ? message : message + ": " + root;
    }

    /** What a value's own error becomes when it is known which column of which statement held the value. */
    public TrinoException ofValue(TrinoException failure, String column, String sql) {
        return new TrinoException(failure::getErrorCode,
                "%s: column %s: %s. Remote SQL: %s".formatted(source(), column, failure.getMessage(), sql), failure);
    }

    public TrinoException poolExhausted(int active, int waiting, String timeout) {
        return new TrinoException(SourceErrorCode.SOURCE_POOL_EXHAUSTED,
                "%s: no connection became free within %s: %s in use (connection-pool.max-size), %s more waiting"
                        .formatted(source(), timeout,
                                active, waiting));
    }

    public TrinoException queueFull(int active, int waiting) {
        return new TrinoException(SourceErrorCode.SOURCE_POOL_EXHAUSTED,
                "%s: %s connections in use (connection-pool.max-size), and %s queries wait already (connection-pool.max-waiting)"
                        .formatted(source(), active, waiting));
    }

    /** While somebody else tries to connect again. */
    public TrinoException down(Instant since, String reason) {
        return new TrinoException(SourceErrorCode.SOURCE_UNAVAILABLE,
                "%s: down since %s: %s".formatted(source(), since.truncatedTo(ChronoUnit.SECONDS), reason));
    }

    private static String remoteSql(String sql) {
        return ". Remote SQL: " + (sql.length() > SQL_LENGTH_MAX ? sql.substring(0, SQL_LENGTH_MAX) + " ..." : sql);
    }

    /** Pools and batches wrap the exception that says something. */
    private static SQLException withState(SQLException failure) {
        SQLException best = failure;
        for (Throwable cause : Throwables.getCausalChain(failure)) {
            if (cause instanceof SQLException exception && exception.getSQLState() != null) {
                best = exception;
            }
        }
        return best.getNextException() != null && best instanceof java.sql.BatchUpdateException
                ? best.getNextException()
                : best;
    }

    private static ErrorCodeSupplier code(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "42501" -> StandardErrorCode.PERMISSION_DENIED;
            case "42P01", "42S02" -> StandardErrorCode.TABLE_NOT_FOUND;
            case "42703", "42S22" -> StandardErrorCode.COLUMN_NOT_FOUND;
            case "42P07", "42S01" -> StandardErrorCode.TABLE_ALREADY_EXISTS;
            case "22003" -> StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE;
            case "22012" -> StandardErrorCode.DIVISION_BY_ZERO;
            case "2BP01" -> SourceErrorCode.SOURCE_HAS_DEPENDENTS;
            case "57P01", "57P02", "57P03", "53300" -> SourceErrorCode.SOURCE_UNAVAILABLE;
            default -> byClass(state);
        };
    }

    private static ErrorCodeSupplier byClass(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> SourceErrorCode.SOURCE_UNAVAILABLE;
            case "28" -> SourceErrorCode.SOURCE_AUTHENTICATION_FAILED;
            case "23" -> StandardErrorCode.CONSTRAINT_VIOLATION;
            case "40" -> StandardErrorCode.TRANSACTION_CONFLICT;
            default -> SourceErrorCode.SOURCE_QUERY_FAILED;
        };
    }
}
