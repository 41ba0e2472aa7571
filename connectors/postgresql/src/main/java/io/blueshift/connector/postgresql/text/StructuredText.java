package io.blueshift.connector.postgresql.text;

import io.blueshift.connector.jdbc.SourceErrorCode;
import io.trino.spi.TrinoException;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the server's text of arrays, composites and HSTORE apart:
 *
 * <pre>
 * array      {1,NULL,"a \"b\""}    {{1,2},{3,4}}    [0:1]={1,2}
 * composite  (1,,"a ""b""")        nothing is NULL
 * hstore     "k"=>"v", "n"=>NULL
 * </pre>
 *
 * NULLs become nulls. One text each, one thread.
 */
final class StructuredText {
    private final String text;
    private int position;

    private StructuredText(String text) {
        this.text = text;
    }

    /** Elements: texts, or lists of them where there are more dimensions. */
    static List<Object> array(String text) {
        StructuredText parser = new StructuredText(text);
        if (text.startsWith("[")) {
            parser.position = text.indexOf('=') + 1;
        }
        List<Object> elements = parser.elements();
        parser.end();
        return elements;
    }

    static List<String> composite(String text) {
        StructuredText parser = new StructuredText(text);
        List<String> fields = new ArrayList<>();
        parser.expect('(');
        do {
            fields.add(parser.field());
        } while (parser.accept(','));
        parser.expect(')');
        parser.end();
        return fields;
    }

    /** Keys and values by turns. */
    static List<String> hstore(String text) {
        StructuredText parser = new StructuredText(text);
        List<String> pairs = new ArrayList<>();
        while (parser.position < text.length()) {
            if (!pairs.isEmpty()) {
                parser.expect(',');
                parser.expect(' ');
            }
            pairs.add(parser.quoted());
            parser.expect('=');
            parser.expect('>');
            pairs.add(parser.peek() == '"' ? parser.quoted() : parser.unquoted(",)"));
        }
        return pairs;
    }

    private List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        expect('{');
        if (accept('}')) {
            return elements;
        }
        do {
            elements.add(switch (peek()) {
                case '{' -> elements();
                case '"' -> quoted();
                default -> unquoted(",}");
            });
        } while (accept(','));
        expect('}');
        return elements;
    }

    /** An empty text is quoted. */
    private String field() {
        if (peek() == '"') {
            return quoted();
        }
        int start = position;
        while (peek() != ',' && peek() != ')') {
            position++;
        }
        return start == position ? null : text.substring(start, position);
    }

    private String unquoted(String ends) {
        int start = position;
        while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        String value = text.substring(start, position);
        return value.equals("NULL") ? null : value;
    }

    /** Quotes and backslashes are either doubled or preceded by a backslash. */
    private String quoted() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char next = next();
            if (next == '"' && !accept('"')) {
                return value.toString();
            }
            value.append(next == '\\' ? next() : next);
        }
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private char next() {
        if (position == text.length()) {
            throw malformed();
        }
        return text.charAt(position++);
    }

    private boolean accept(char expected) {
        boolean found = position < text.length() && text.charAt(position) == expected;
        position += found ? 1 : 0;
        return found;
    }

    private void expect(char expected) {
        if (!accept(expected)) {
            throw malformed();
        }
    }

    private void end() {
        if (position != text.length()) {
            throw malformed();
        }
    }

    private TrinoException malformed() {
        return new TrinoException(SourceErrorCode.SOURCE_QUERY_FAILED,
                "PostgreSQL's text of a value cannot be read from character " + (position + 1) + ": " + text);
    }
}
