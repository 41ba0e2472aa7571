package io.blueshift.connector.jdbc.fuzz;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A random query. Where it has an order no two rows are equal in it.
 *
 * @param text with marks around columns if the source can be asked in its own words
 * @param own whether it can
 */
public record FuzzQuery(String text, boolean ordered, boolean own) {
    /** A column's name in the query, and the one it has in its table. */
    private static final Pattern MARKED = Pattern.compile("«([a-z0-9_.]+):([a-z0-9_]+)»");

    static String marked(String name, FuzzColumn column) {
        return "«" + name + ":" + column.name() + "»";
    }

    /** What the engine is asked. */
    public String engines() {
        return MARKED.matcher(text).replaceAll("$1");
    }

    /**
     * What the source is asked.
     *
     * @param written the query in its words, still with marks
     * @param spelling of a column
     */
    static String sources(String written, UnaryOperator<String> spelling) {
        return MARKED.matcher(written).replaceAll(
                mark -> Matcher.quoteReplacement(spelling.apply(mark.group(2)).formatted(mark.group(1))));
    }

    boolean joins() {
        return text.contains(" JOIN ") || text.contains(" IN (SELECT ") || text.contains("EXISTS (");
    }

    boolean groups() {
        return text.startsWith("SELECT DISTINCT ") || text.contains(" GROUP BY ") || text.contains("count(")
                || text.contains("sum(") || text.contains("min(") || text.contains("max(");
    }

    boolean filters() {
        return text.contains(" WHERE ");
    }
}
