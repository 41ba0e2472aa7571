package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableMap;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * What a source knows about the contents of a table without reading it. Estimates, all of them: rows may have come since
 * they were made, and they are made of samples.
 *
 * @param rowCount absent if the source never looked
 * @param columns by the source's own column names; columns that it knows nothing about are absent
 * @param expressions over the table's columns, by {@link #expression their text}
 */
public record SourceStatistics(OptionalDouble rowCount, Map<String, Column> columns, Map<String, Column> expressions) {
    private static final Pattern CAST_OPERATOR = Pattern
            .compile("::(double precision|\\w+)(\\([\\d, ]+\\))?( with(out)? time zone)?(\\[])?");
    private static final Pattern CAST = Pattern
            .compile("cast\\(| as (double precision|\\w+)( ?\\([\\d, ]+\\))?( with(out)? time zone)?\\)");
    private static final Pattern DECORATION = Pattern.compile("[\\s()\"`\\\\]|_utf8mb[34]");

    public SourceStatistics {
        requireNonNull(rowCount, "rowCount is null");
        columns = ImmutableMap.copyOf(columns);
        expressions = ImmutableMap.copyOf(expressions);
    }

    public static SourceStatistics unknown() {
        return new SourceStatistics(OptionalDouble.empty(), Map.of(), Map.of());
    }

    /**
     * An expression without what the source writes about it when it is asked for it, and we when we ask for its values:
     * casts, quotation marks, parentheses. Two that differ have the same text at times, which is good enough here.
     */
    public static String expression(String sql) {
        String uncast = CAST_OPERATOR.matcher(sql.toLowerCase(Locale.ENGLISH)).replaceAll("");
        return DECORATION.matcher(CAST.matcher(uncast).replaceAll("")).replaceAll("");
    }

    /**
     * One column, or an expression.
     *
     * @param nullFraction from 0 to 1
     * @param distinctValues number of different values, NULL not counted
     * @param averageBytes width of a value in the source
     * @param range of numbers, days and moments
     */
    public record Column(OptionalDouble nullFraction, OptionalDouble distinctValues, OptionalDouble averageBytes,
            Optional<Range> range) {
        public Column {
            requireNonNull(nullFraction, "nullFraction is null");
            requireNonNull(distinctValues, "distinctValues is null");
            requireNonNull(averageBytes, "averageBytes is null");
            requireNonNull(range, "range is null");
        }
    }

    /** The smallest and the largest value that were seen; of days and moments the seconds since 1970. */
    public record Range(double low, double high) {
        public Range {
            checkArgument(Double.isFinite(low) && low <= high && Double.isFinite(high), "no range: %s to %s", low,
                    high);
        }
    }
}
