package io.blueshift.demo;

import io.blueshift.server.planning.compiled.SourceReport;
import io.trino.spi.eventlistener.QueryCompletedEvent;
import io.trino.spi.eventlistener.QueryInputMetadata;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
        return event.getIoMetadata().getInputs().stream().flatMap(SourceShare::of)
                .sorted(Comparator.comparing(SourceShare::table)).toList();
    }

    /** A query that the executor runs has one input, which tells of its sources. */
    private static Stream<SourceShare> of(QueryInputMetadata input) {
        Optional<Object> reports = input.getConnectorInfo().filter(Map.class::isInstance)
                .map(info -> ((Map<?, ?>) info).get("sources"));
        if (reports.isPresent()) {
            return ((List<?>) reports.get()).stream().map(SourceReport.class::cast)
                    .map(report -> new SourceShare(report.getTable(), report.getInfo().flatMap(SourceShare::asked),
                            OptionalLong.of(report.getRows()), OptionalLong.of(report.getBytes())));
        }
        String table = "%s.%s.%s".formatted(input.getCatalogName(), input.getSchema(), input.getTable());
        return Stream.of(new SourceShare(table, input.getConnectorInfo().flatMap(SourceShare::asked),
                input.getPhysicalInputRows(), input.getPhysicalInputBytes()));
    }

    private static Optional<String> asked(Object info) {
        return info instanceof Map<?, ?> map
                ? Optional.ofNullable(map.get("asked")).map(Object::toString)
                : Optional.empty();
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
