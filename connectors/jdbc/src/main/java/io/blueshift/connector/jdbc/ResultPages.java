package io.blueshift.connector.jdbc;

import io.trino.spi.Page;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes pages of a result's rows. For one result, one thread at a time. */
public interface ResultPages {
    /**
     * Reads on until a page is full.
     *
     * @param sql for messages
     * @return false if there are no more rows
     */
    boolean fill(ResultSet rows, String sql) throws SQLException;

    /** The rows since the last call. */
    Page take();

    /** See {@link PageReader#receivedBytes}. */
    long receivedBytes();

    /** Decides how a result is read when it is there, and its columns are known. */
    @FunctionalInterface
    interface Factory {
        ResultPages of(ResultSet rows) throws SQLException;
    }
}
