package io.blueshift.connector.jdbc;

import java.time.Instant;
import java.util.Optional;

/**
 * How a live database and the catalog's connections to it are at one moment.
 *
 * @param address host, port and database
 * @param condition {@code UP} or {@code DOWN} as the last attempt to connect ended, {@code UNKNOWN} before the first
 * @param since when that condition began
 * @param error why the last attempt failed
 * @param connectionsMax connections that the catalog may hold at once
 * @param connectionsInUse those that a query holds
 * @param connectionsIdle those that are open and that nobody holds
 * @param waiting queries that wait for a connection
 * @param connectionsOpened since the catalog was made
 * @param connectionFailures since the catalog was made
 */
public record SourceState(String catalog, String product, String address, String condition, Optional<Instant> since,
        Optional<String> error, int connectionsMax, int connectionsInUse, int connectionsIdle, int waiting,
        long connectionsOpened, long connectionFailures) {}
