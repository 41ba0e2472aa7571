package io.blueshift.connector.mysql;

import com.google.common.base.CharMatcher;
import io.blueshift.connector.jdbc.ColumnChange;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.stream.Collectors.joining;

/**
 * What follows a column's name in its definition, word by word, as {@code SHOW CREATE TABLE} has it. MySQL changes most
 * of a column only by a new definition, and forgets what that does not repeat: so it gets its own back, with one thing
 * changed. Immutable, safe for all threads.
 */
final class ColumnDefinition {
    /** With one of these, or a comment that only some versions read, begins what is not the type. */
    private static final Set<String> NOT_TYPE = Set.of("NOT", "NULL", "DEFAULT", "AUTO_INCREMENT", "COMMENT",
            "GENERATED", "AS", "ON", "CHECK", "INVISIBLE", "WITH", "WITHOUT", "COLUMN_FORMAT", "STORAGE");

    private final List<String> words;

    private ColumnDefinition(List<String> words) {
        this.words = List.copyOf(words);
    }

    /**
     * @param createTable the answer to {@code SHOW CREATE TABLE}, with names in quotes
     * @return empty if the table has no such column
     */
    static Optional<ColumnDefinition> of(String createTable, String column) {
        int begin = 0;
        while (createTable.charAt(begin) != '(') {
            begin = end(createTable, begin);
        }
        String quoted = "`" + column.replace("`", "``") + "`";
        String body = createTable.substring(begin + 1, end(createTable, begin) - 1);
        return parts(body, ',').stream().map(String::strip).filter(part -> part.startsWith(quoted + " "))
                .map(part -> new ColumnDefinition(parts(part.substring(quoted.length()).strip(), ' '))).findFirst();
    }

    /**
     * The definition with a change made, in MySQL's SQL.
     *
     * @throws TrinoException if MySQL would not get back what it has: it shows the characters of its own expressions as
     *                        others, as soon as they are not ASCII
     */
    String with(ColumnChange change) {
        List<String> changed = new ArrayList<>(words);
        if (change instanceof ColumnChange.ToDefault) {
            remove(changed, "DEFAULT");
        }
        if (changed.stream().anyMatch(word -> word.startsWith("(") && !CharMatcher.ascii().matchesAllOf(word))) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "A column cannot be changed from here whose default value is computed, or which is computed itself,"
                            + " from a text that is not ASCII");
        }
        switch (change) {
            case ColumnChange.ToType type -> retype(changed, type.type());
            case ColumnChange.ToDefault value -> value.value().ifPresent(text -> add(changed, "DEFAULT", text));
            case ColumnChange.ToComment comment -> {
                remove(changed, "COMMENT");
                comment.comment().ifPresent(text -> add(changed, "COMMENT", MySqlDdl.literal(text)));
            }
            case ColumnChange.ToNullable _ -> {
                int not = changed.indexOf("NOT");
                if (not >= 0) {
                    changed.remove(not);
                }
            }
        }
        return String.join(" ", changed);
    }

    /** Texts keep their character set and collation; a system of coordinates goes with the geometry. */
    private static void retype(List<String> words, String type) {
        int end = 0;
        while (end < words.size() && !NOT_TYPE.contains(words.get(end)) && !words.get(end).startsWith("/*")) {
            end++;
        }
        List<String> old = words.subList(0, end);
        int collation = old.contains("CHARACTER") ? old.indexOf("CHARACTER") : old.indexOf("COLLATE");
        String kept = collation < 0 || !holdsText(type)
                ? ""
                : old.subList(collation, end).stream().collect(joining(" ", " ", ""));
        old.clear();
        words.addFirst(type + kept);
        words.removeIf(word -> word.startsWith("/*") && word.contains(" SRID "));
    }

    private static boolean holdsText(String type) {
        return type.startsWith("CHAR") || type.startsWith("VARCHAR") || type.endsWith("TEXT");
    }

    /** MariaDB has the check of a column at its end. */
    private static void add(List<String> words, String keyword, String text) {
        int check = words.indexOf("CHECK");
        words.addAll(check < 0 ? words.size() : check, List.of(keyword, text));
    }

    /** A keyword and what follows it. */
    private static void remove(List<String> words, String keyword) {
        int index = words.indexOf(keyword);
        if (index >= 0) {
            words.subList(index, index + 2).clear();
        }
    }

    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        int position = 0;
        while (position < text.length()) {
            if (text.charAt(position) == separator) {
                parts.add(text.substring(begin, position));
                begin = position + 1;
                position = begin;
            } else {
                position = end(text, position);
            }
        }
        parts.add(text.substring(begin));
        return parts.stream().filter(part -> !part.isBlank()).toList();
    }

    /** Where what begins at a position is over: a character, or all that is in the quotes or parentheses it opens. */
    private static int end(String text, int begin) {
        return switch (text.charAt(begin)) {
            case '\'', '`', '"' -> endOfQuoted(text, begin);
            case '(' -> {
                int position = begin + 1;
                while (text.charAt(position) != ')') {
                    position = end(text, position);
                }
                yield position + 1;
            }
            case '/' -> text.startsWith("/*", begin) ? text.indexOf("*/", begin) + 2 : begin + 1;
            default -> begin + 1;
        };
    }

    /** A doubled quotation mark ends a quoted text and begins another, which comes to the same. */
    private static int endOfQuoted(String text, int begin) {
        char quote = text.charAt(begin);
        int position = begin + 1;
        while (text.charAt(position) != quote) {
            position += text.charAt(position) == '\\' && quote != '`' ? 2 : 1;
        }
        return position + 1;
    }
}
