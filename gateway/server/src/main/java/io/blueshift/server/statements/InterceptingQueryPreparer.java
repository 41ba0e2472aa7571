package io.blueshift.server.statements;

import com.google.inject.Inject;
import io.blueshift.server.statements.Interception.Outcome;
import io.blueshift.server.statements.Interception.Refused;
import io.blueshift.server.statements.Interception.Run;
import io.trino.Session;
import io.trino.execution.QueryPreparer;
import io.trino.sql.parser.SqlParser;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Parses for an intercepted query what is to be executed, where the engine would parse the text that it shows. */
public final class InterceptingQueryPreparer extends QueryPreparer {
    private final SqlParser parser;
    private final PendingStatements pending;

    @Inject
    public InterceptingQueryPreparer(SqlParser parser, PendingStatements pending) {
        super(parser);
        this.parser = requireNonNull(parser, "parser is null");
        this.pending = requireNonNull(pending, "pending is null");
    }

    @Override
    public PreparedQuery prepareQuery(Session session, String query) {
        Optional<Outcome> outcome = pending.begin(session.getQueryId());
        if (outcome.isEmpty()) {
            return super.prepareQuery(session, query);
        }
        return switch (outcome.get()) {
            case Run run -> prepareQuery(session, parser.createStatement(run.sql()));
            case Refused refused -> throw refused.reason();
        };
    }
}
