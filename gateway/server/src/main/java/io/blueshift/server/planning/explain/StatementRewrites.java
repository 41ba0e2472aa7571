package io.blueshift.server.planning.explain;

import com.google.inject.Inject;
import com.google.inject.Provider;
import io.trino.sql.rewrite.StatementRewrite;
import io.trino.sql.rewrite.StatementRewrite.Rewrite;

import java.util.LinkedHashSet;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/** Trino's rewriting of statements, with ours before: what that has rewritten is no EXPLAIN any more. */
public final class StatementRewrites implements Provider<StatementRewrite> {
    private final Set<Rewrite> trino;
    private final ExplainPlans explain;

    @Inject
    public StatementRewrites(Set<Rewrite> trino, ExplainPlans explain) {
        this.trino = requireNonNull(trino, "trino is null");
        this.explain = requireNonNull(explain, "explain is null");
    }

    @Override
    public StatementRewrite get() {
        Set<Rewrite> all = new LinkedHashSet<>();
        all.add(explain);
        all.addAll(trino);
        return new StatementRewrite(all);
    }
}
