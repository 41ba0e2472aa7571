package io.blueshift.server.protocol;

import com.google.inject.Inject;
import io.airlift.log.Logger;
import io.trino.dispatcher.DispatchManager;
import io.trino.spi.QueryId;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
 * A client that lost its connection asks again over another one, so a query ends only if nobody asks for a moment. Behind a
 * proxy it is the proxy's connection that is looked at.
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
    private final ScheduledExecutorService looks = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("left-clients").factory());

    @Inject
    LeftClients(DispatchManager queries) {
        this.queries = requireNonNull(queries, "queries is null");
    }

    /** One request for a query's rows. Safe for all threads. */
    static final class Waiting {
        private final QueryId query;
        private final SocketChannel connection;
        private volatile boolean seen;
        /** Of the first look that found the connection closed; 0 before. */
        private volatile long closedAt;

        private Waiting(QueryId query, SocketChannel connection) {
            this.query = query;
            this.connection = connection;
        }

        private void look(Set<SocketChannel> closed) {
            seen = true;
            if (closedAt == 0 && closed.contains(connection)) {
                closedAt = System.nanoTime();
            }
        }

        private boolean isClosed() {
            return closedAt != 0;
        }

        private boolean isClosedFor(Duration time) {
            return isClosed() && System.nanoTime() - closedAt > time.toNanos();
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
    Waiting asked(QueryId query, SocketChannel connection) {
        Waiting request = new Waiting(query, connection);
        waiting.put(query, request);
        return request;
    }

    /** An answer is sent. A client that has left since the last look is found here, or never: it asks no more. */
    void answered(Waiting request) {
        if (request.seen) {
            request.look(ClosedConnections.among(List.of(request.connection)));
        }
        if (!request.isClosed()) {
            waiting.remove(request.query, request);
        }
    }

    private void look() {
        List<Waiting> requests = List.copyOf(waiting.values());
        if (requests.isEmpty()) {
            return;
        }
        try {
            Set<SocketChannel> closed = ClosedConnections
                    .among(requests.stream().map(request -> request.connection).toList());
            for (Waiting request : requests) {
                request.look(closed);
                if (request.isClosedFor(ASK_AGAIN)) {
                    end(request);
                }
            }
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
