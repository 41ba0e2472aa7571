package io.blueshift.server.statements;

/** Names and texts as SQL. */
final class SqlTexts {
    private SqlTexts() {}

    static String name(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
