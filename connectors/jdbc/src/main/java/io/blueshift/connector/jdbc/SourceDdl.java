package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.TrinoException;
import io.trino.spi.type.Type;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statements that change tables, where sources differ. Names arrive quoted unless said otherwise. The defaults are
 * standard SQL.
 */
public interface SourceDdl {
    /** Whether a failed transaction also takes back the creation, renaming and dropping of tables. */
    boolean transactional();

    /**
     * Whether a statement that fails leaves a table as it was.
     *
     * @throws TrinoException if it would not, and so must not begin
     */
    default void requireTransactions(Connection connection, RemoteTable table) throws SQLException {}

    default String createSchema(String schema) {
        return "CREATE SCHEMA " + schema;
    }

    default String dropSchema(String schema, boolean cascade) {
        return "DROP SCHEMA " + schema + (cascade ? " CASCADE" : "");
    }

    /** Whether the source drops a schema that is not empty without being told to: then we look first. */
    default boolean dropsSchemaWithContents() {
        return false;
    }

    /** What gives a column its comment within its definition; absent if it takes a statement of its own. */
    default Optional<String> inlineComment(String comment) {
        return Optional.empty();
    }

    /** Absent if schemas cannot be renamed. */
    default Optional<String> renameSchema(String schema, String newName) {
        return Optional.empty();
    }

    /** Statements that make a table with a comment; one if the source is not {@link #transactional}. */
    default List<String> createTable(String table, List<String> columnDefinitions, Optional<String> comment) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + table + " (" + String.join(", ", columnDefinitions) + ")");
        comment.ifPresent(_ -> statements.addAll(commentOnTable(table, comment)));
        return statements;
    }

    /** What lets a new column be NULL, where that has to be said of its type. */
    default String nullable(Type type) {
        return "";
    }

    /**
     * A column in a list of {@link #createLike} that stands for its values, or for NULL in rows that have none.
     *
     * @param quoted its name
     */
    default String staged(RemoteColumn column, String quoted) {
        return quoted;
    }

    /** An empty table with some of the columns of another, of precisely their types, all nullable. */
    default String createLike(String table, String model, List<String> columns) {
        return "CREATE TABLE " + table + " AS SELECT " + String.join(", ", columns) + " FROM " + model + " WHERE 1 = 0";
    }

    /** A DELETE of the rows of a table that meet some of another, which has an alias. */
    String deleteJoined(String table, String other, String alias, String condition);

    /**
     * An UPDATE of the rows of a table that meet one of another, which has an alias.
     *
     * @param assignments the table's columns, without its name, and values
     */
    String updateJoined(String table, String other, String alias,
            List<Map.Entry<String, String>> assignments, String condition);

    default String dropTable(String table) {
        return "DROP TABLE " + table;
    }

    /**
     * Statements that drop a table if it is still there, and give up within seconds if somebody holds it. They may leave
     * the connection with other settings.
     */
    List<String> dropUnlessInUse(String table);

    /** Statements that give the table its new name, also in another schema. */
    List<String> renameTable(RemoteTable from, RemoteTable to);

    /**
     * Statements that put a table in the place of another, which is gone then. Of sources that are not
     * {@link #transactional}: by the first of them and at once, and the other one has its new name.
     *
     * @param aside a name that nobody has, in the schema of the one that is replaced
     * @throws TrinoException if the source would not let go of the other one
     */
    default List<String> replaceTable(Connection connection, RemoteTable table, RemoteTable replaced,
            RemoteTable aside) throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add(dropTable(name(replaced)));
        statements.addAll(renameTable(table, replaced));
        return statements;
    }

    /** A table's name as it stands in statements. */
    String name(RemoteTable table);

    /** Whether a new column may stand before others. */
    default boolean placesColumns() {
        return false;
    }

    /**
     * Statements that change a column and leave all else of it.
     *
     * @param column not quoted
     * @param connection to ask what is to be left
     */
    List<String> change(Connection connection, RemoteTable table, String column, ColumnChange change)
            throws SQLException;

    /**
     * A constant as it stands behind {@code DEFAULT}.
     *
     * @param text as {@link EngineLiterals#text} returns it
     */
    String defaultValue(Type type, String text);

    /** Statements that set or remove the comment on a table. */
    List<String> commentOnTable(String table, Optional<String> comment);

    /** Statements that set or remove the comment on a column; none where it is said {@link #inlineComment within}. */
    default List<String> commentOnColumn(String table, String column, Optional<String> comment) {
        return List.of();
    }
}
