package io.blueshift.server.protocol;

import io.trino.spi.QueryId;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a client is to ask next: {@code .../v1/statement/STAGE/QUERY/SLUG/TOKEN}.
 *
 * @param stage {@code queued} or {@code executing}
 */
record NextLink(String stage, QueryId query, String slug, long token) {
    /** Empty where the address is none of Trino's. */
    static Optional<NextLink> of(URI next) {
        List<String> parts = List.of(next.getPath().split("/"));
        int end = parts.size();
        if (end < 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NextLink(parts.get(end - 4), QueryId.valueOf(parts.get(end - 3)),
                    parts.get(end - 2), Long.parseLong(parts.get(end - 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
