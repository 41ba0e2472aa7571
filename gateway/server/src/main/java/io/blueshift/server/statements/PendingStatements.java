package io.blueshift.server.statements;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.inject.Inject;
import io.blueshift.server.statements.Interception.Outcome;
import io.blueshift.server.statements.Interception.Run;
import io.trino.execution.QueryManagerConfig;
import io.trino.spi.QueryId;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of the intercepted statements that clients have sent, by query, from then on until it is done. A query
 * that its client does not begin is forgotten after the engine has forgotten it. Thread-safe.
 */
public final class PendingStatements {
    private final Cache<QueryId, Outcome> outcomes;

    @Inject
    public PendingStatements(QueryManagerConfig config) {
        Duration patience = config.getClientTimeout().toJavaTime().multipliedBy(2);
        outcomes = CacheBuilder.newBuilder().expireAfterWrite(patience).build();
    }

    /** To be called before the query can begin. */
    public void put(QueryId query, Outcome outcome) {
        outcomes.put(query, outcome);
    }

    /** What is to be done for a query; a secret that goes with it stays for {@link #takeSecret}. */
    Optional<Outcome> begin(QueryId query) {
        Optional<Outcome> outcome = Optional.ofNullable(outcomes.getIfPresent(query));
        if (outcome.isPresent() && !(outcome.get() instanceof Run run && run.secret().isPresent())) {
            outcomes.invalidate(query);
        }
        return outcome;
    }

    /** The secret that was sent with a query, once. */
    Optional<String> takeSecret(QueryId query) {
        return Optional.ofNullable(outcomes.asMap().remove(query))
                .flatMap(outcome -> outcome instanceof Run run ? run.secret() : Optional.empty());
    }
}
