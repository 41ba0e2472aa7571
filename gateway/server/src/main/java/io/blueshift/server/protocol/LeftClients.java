package io.blueshift.server.protocol;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.inject.Inject;
import io.airlift.log.Logger;
import io.blueshift.server.protocol.EstablishedConnections.Ports;
import io.trino.dispatcher.DispatchManager;
import io.trino.spi.QueryId;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/**
 * Ends queries whose client has closed the connection over which it was waiting for their rows, as one does that was killed.
 * Trino's own patience ({@code query.client.timeout}, five minutes) remains for clients that leave between two requests: of
 * those nobody can tell whether they still look at the rows that they have.
 *
 * <p>
 * A client that lost its connection asks again over another one, so a query ends only if nobody asks for a moment. A
 * connection counts as closed only if it, or one over which the same query was asked for shortly before, was seen open:
 * what a proxy says of its clients' ports is not in our table.
 *
 * <p>
 * Safe for all threads.
 */
final class LeftClients {
    private static final Logger LOG = Logger.get(LeftClients.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    /** For a client to ask again. Together with the looks before and after it is less than a second. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final DispatchManager queries;
    /** The newest request for each query that somebody waits for, or was when its client left. */
    private final ConcurrentMap<QueryId, Waiting> waiting = new ConcurrentHashMap<>();
    /** Queries whose clients' connections were seen open, and are therefore no proxy's. */
    private final Cache<QueryId, Boolean> seen = CacheBuilder.newBuilder().maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1)).build();
    private final ScheduledExecutorService looks = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("left-clients").factory());

    @Inject
    LeftClients(DispatchManager queries) {
        this.queries = requireNonNull(queries, "queries is null");
    }

    /** One request for a query's rows. Guarded by itself. */
    static final class Waiting {
        private final QueryId query;
        private final Ports connection;
        private boolean wasLookedAt;
        private boolean wasOpen;
        private long closedAt;

        /** @param seen whether an earlier connection for the query was seen open */
        private Waiting(QueryId query, Ports connection, boolean seen) {
            this.query = query;
            this.connection = connection;
            this.wasOpen = seen;
        }

        /** Whether the connection is closed, and since when that is known. */
        private synchronized Optional<Duration> closedFor(EstablishedConnections connections) {
            wasLookedAt = true;
            if (connections.contains(connection)) {
                wasOpen = true;
                closedAt = 0;
            } else if (wasOpen && closedAt == 0) {
                closedAt = System.nanoTime();
            }
            return closedAt == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(System.nanoTime() - closedAt));
        }

        /** Whether it was there for long enough for a look, which showed it open. */
        private synchronized boolean wasSeen() {
            return wasLookedAt && wasOpen;
        }
    }

    @PostConstruct
    void start() {
        looks.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        looks.shutdownNow();
    }

    /** Somebody asks for rows, which takes the place of what was asked for the same query before. */
    Waiting asked(QueryId query, Ports connection) {
        Waiting request = new Waiting(query, connection, seen.getIfPresent(query) != null);
        waiting.put(query, request);
        return request;
    }

    /** An answer is sent. A client that has left since the last look is found here, or never: it asks no more. */
    void answered(Waiting request) {
        boolean wasSeen = request.wasSeen();
        if (!wasSeen || EstablishedConnections.now().flatMap(request::closedFor).isEmpty()) {
            waiting.remove(request.query, request);
        }
        if (wasSeen) {
            seen.put(request.query, true);
        }
    }

    private void look() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            EstablishedConnections.now().ifPresent(connections -> waiting.values().stream()
                    .filter(request -> request.closedFor(connections)
                            .filter(closed -> closed.compareTo(ASK_AGAIN) > 0).isPresent())
                    .forEach(this::end));
        } catch (RuntimeException e) {
            // Would end all further looks
            LOG.warn(e, "Could not look for clients that have left");
        }
    }

    private void end(Waiting request) {
        if (waiting.remove(request.query, request)) {
            queries.failQuery(request.query, new TrinoException(StandardErrorCode.ABANDONED_QUERY,
                    "The client closed its connection while it waited for rows, and did not ask again"));
        }
    }
}
