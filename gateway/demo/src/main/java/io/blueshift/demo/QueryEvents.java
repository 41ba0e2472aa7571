package io.blueshift.demo;

import io.trino.spi.eventlistener.EventListener;
import io.trino.spi.eventlistener.QueryCompletedEvent;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps the server's reports on completed queries until somebody asks for them. Thread-safe. */
final class QueryEvents implements EventListener {
    private final Map<String, CompletableFuture<QueryCompletedEvent>> events = new ConcurrentHashMap<>();

    @Override
    public void queryCompleted(QueryCompletedEvent event) {
        event(event.getMetadata().getQueryId()).complete(event);
    }

    /** The report on one query, which arrives shortly after its last row; empty if it does not. Once per query. */
    Optional<QueryCompletedEvent> take(String queryId, Duration patience) throws InterruptedException {
        try {
            return Optional.of(event(queryId).get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Reports are never completed by a failure", e);
        } finally {
            // Of the statements that loaded the data too: nobody will ask for those
            events.clear();
        }
    }

    private CompletableFuture<QueryCompletedEvent> event(String queryId) {
        return events.computeIfAbsent(queryId, _ -> new CompletableFuture<>());
    }
}
