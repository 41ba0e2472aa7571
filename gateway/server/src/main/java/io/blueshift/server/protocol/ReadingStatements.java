package io.blueshift.server.protocol;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells statements that do nothing but read from all others by their first word. */
final class ReadingStatements {
    private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC");
    /** What may stand before it: blanks, parentheses, comments. Possessive, so that a long comment costs no stack. */
    private static final Pattern FIRST_WORD = Pattern.compile("(?:[\\s(]|--[^\\n]*+\\n|/\\*(?s:.*?)\\*/)*+(\\w+)");

    private ReadingStatements() {}

    static boolean contain(String sql) {
        Matcher matcher = FIRST_WORD.matcher(sql);
        return matcher.lookingAt() && READING.contains(matcher.group(1).toUpperCase(Locale.ROOT));
    }
}
