package io.blueshift.server.planning;

import io.trino.spi.eventlistener.EventListener;
import io.trino.spi.eventlistener.QueryCompletedEvent;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * Remembers the events of queries that ended.
 */
final class CompletedQueries implements EventListener {
    private final Queue<QueryCompletedEvent> events = new ConcurrentLinkedQueue<>();

    @Override
    public void queryCompleted(QueryCompletedEvent event) {
        events.add(event);
    }

    /** The event of the query with that text; it comes some time after the client has its rows. */
    QueryCompletedEvent await(String sql) throws InterruptedException {
        Predicate<QueryCompletedEvent> wanted = event -> event.getMetadata().getQuery().equals(sql);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            var found = events.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("No event for " + sql);
    }
}
