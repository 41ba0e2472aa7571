package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SchemaTableName;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what the engine means by a name in lower case among names that a source spells with capitals. Two that differ
 * in case only are an error that names both, never a silent choice.
 */
public class TableFinder {
    private final JdbcSource source;
    private final SourceErrors errors;
    private final boolean caseInsensitive;

    @Inject
    public TableFinder(JdbcSource source, SourceErrors errors, JdbcConfig config) {
        this.source = source;
        this.errors = errors;
        this.caseInsensitive = config.isCaseInsensitiveNameMatching();
    }

    public Optional<SourceTable> table(Connection connection, SchemaTableName name) throws SQLException {
        List<SourceTable> found = source.catalog().find(connection, name.getSchemaName(), name.getTableName()).stream()
                .filter(candidate -> caseInsensitive || exactly(candidate.table(), name)).toList();
        if (found.size() > 1) {
            throw ambiguous("Table " + name, found.stream().map(candidate -> text(candidate.table())).toList());
        }
        return found.stream().findFirst();
    }

    public Optional<String> schema(Connection connection, String name) throws SQLException {
        List<String> found = source.catalog().schemas(connection).stream()
                .filter(candidate -> caseInsensitive ? lower(candidate).equals(name) : candidate.equals(name)).toList();
        if (found.size() > 1) {
            throw ambiguous("Schema " + name, found);
        }
        return found.stream().findFirst();
    }

    private TrinoException ambiguous(String what, List<String> candidates) {
        return new TrinoException(StandardErrorCode.AMBIGUOUS_NAME,
                errors.source() + ": " + what + " could be any of " + String.join(", ", candidates));
    }

    private static boolean exactly(RemoteTable table, SchemaTableName name) {
        return table.name().equals(name.getTableName()) && table.schema().equals(Optional.of(name.getSchemaName()));
    }

    private static String text(RemoteTable table) {
        return table.schema().map(schema -> schema + ".").orElse("") + table.name();
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
