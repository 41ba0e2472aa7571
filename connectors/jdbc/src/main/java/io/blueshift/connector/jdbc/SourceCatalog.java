package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.RemoteText;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a source's own catalog. All names are the source's, case included. Stateless; connections belong to the
 * caller.
 */
public interface SourceCatalog {
    /** Schemas that hold, or can hold, the users' tables; not the source's own. */
    List<String> schemas(Connection connection) throws SQLException;

    /** Every relation that can be read: tables, views, and whatever else the source has of the kind. */
    List<SourceTable> tables(Connection connection, Optional<String> schema) throws SQLException;

    /** The tables whose schema and name are these when upper and lower case are held for equal. */
    List<SourceTable> find(Connection connection, String schemaLowerCase, String tableLowerCase) throws SQLException;

    /** Columns in order, of one table or of all in a schema. No column is left out for its type. */
    Map<RemoteTable, List<SourceColumn>> columns(Connection connection, String schema, Optional<String> table)
            throws SQLException;

    /**
     * The columns of a query in the source's own SQL, which is not run.
     *
     * @throws SQLException also if it is no query, or has two columns of one name
     */
    List<RemoteColumn> columns(Connection connection, RemoteText query) throws SQLException;

    /** The names of the columns of each key that two rows cannot share, unless a part of it is NULL. */
    List<Set<String>> uniqueKeys(Connection connection, RemoteTable table) throws SQLException;

    /** The names of the columns of the primary key, in its order; none without one. */
    List<String> primaryKey(Connection connection, RemoteTable table) throws SQLException;

    /** What the source knows without being made to look. */
    SourceStatistics statistics(Connection connection, RemoteTable table) throws SQLException;
}
