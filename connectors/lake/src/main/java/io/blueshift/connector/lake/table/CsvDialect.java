package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How the CSV files of a table are written. The characters are ASCII, so that they can be found in UTF-8 bytes.
 *
 * @param separator
 *            between fields
 * @param quote
 *            around fields that contain the separator, line ends or the quote itself; empty: nothing is quoted
 * @param escape
 *            makes the next character literal inside quotes; empty: a quote is escaped by doubling it, as in RFC 4180
 * @param skipHeaderLines
 *            lines at the start of each file that hold no data
 * @param nullFormat
 *            an unquoted field of this text is NULL; by default the empty text
 */
public record CsvDialect(@JsonProperty("separator") char separator, @JsonProperty("quote") Optional<Character> quote,
        @JsonProperty("escape") Optional<Character> escape, @JsonProperty("skipHeaderLines") int skipHeaderLines,
        @JsonProperty("nullFormat") String nullFormat) {
    /** Comma, double quote, no header, empty is NULL. */
    public static final CsvDialect RFC_4180 = new CsvDialect(',', Optional.of('"'), Optional.empty(), 0, "");

    public CsvDialect {
        requireNonNull(quote, "quote is null");
        requireNonNull(escape, "escape is null");
        requireNonNull(nullFormat, "nullFormat is null");
    }
}
