package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteTable;

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

    default String createTable(String table, List<String> columnDefinitions) {
        return "CREATE TABLE " + table + " (" + String.join(", ", columnDefinitions) + ")";
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

    /** Absent if that takes the column's whole definition. */
    default Optional<String> dropNotNull(String table, String column) {
        return Optional.empty();
    }

    /** Statements that set or remove the comment on a table. */
    List<String> commentOnTable(String table, Optional<String> comment);

    /** Statements that set or remove the comment on a column. */
    List<String> commentOnColumn(String table, String column, String remoteType, Optional<String> comment);
}
