package io.blueshift.demo;

import io.trino.spi.eventlistener.QueryCompletedEvent;
import io.trino.spi.eventlistener.QueryInputMetadata;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One source's share in a query: what it was asked, and how much came back.
 *
 * @param table catalog, schema and table
 * @param asked the remote SQL or the description of the scan
 * @param rows rows that the source returned
 * @param bytes bytes that the source returned or that were read from it, as the connector counts them
 */
record SourceShare(String table, Optional<String> asked, OptionalLong rows, OptionalLong bytes) {

    /** All shares of a query, ordered by table. */
    static List<SourceShare> of(QueryCompletedEvent event) {
        return event.getIoMetadata().getInputs().stream().map(SourceShare::of)
                .sorted(Comparator.comparing(SourceShare::table)).toList();
    }

    private static SourceShare of(QueryInputMetadata input) {
        String table = "%s.%s.%s".formatted(input.getCatalogName(), input.getSchema(), input.getTable());
        Optional<String> asked = input.getConnectorInfo()
                .filter(Map.class::isInstance)
                .map(info -> ((Map<?, ?>) info).get("asked"))
                .map(Object::toString);
        return new SourceShare(table, asked, input.getPhysicalInputRows(), input.getPhysicalInputBytes());
    }

    /** "1,204 rows, 9.6 kB". */
    String returned() {
        String counted = rows.isPresent() ? DemoConsole.count(rows.getAsLong()) : "rows unknown";
        return bytes.isPresent() && bytes.getAsLong() > 0 ? counted + ", " + size(bytes.getAsLong()) : counted;
    }

    private static String size(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
