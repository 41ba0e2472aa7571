package io.blueshift.server.statements;

import com.google.inject.Inject;
import io.blueshift.server.catalog.CatalogFiles;
import io.blueshift.server.statements.Interception.Outcome;
import io.blueshift.server.statements.Interception.Refused;
import io.blueshift.server.statements.Interception.Run;
import io.blueshift.server.statements.Interception.ShowCatalog;
import io.trino.Session;
import io.trino.execution.QueryPreparer;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.sql.parser.SqlParser;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Parses for an intercepted query what is to be executed, where the engine would parse the text that it shows. */
public final class InterceptingQueryPreparer extends QueryPreparer {
    private final SqlParser parser;
    private final PendingStatements pending;
    private final Optional<CatalogFiles> catalogs;

    /** @param catalogs absent in an engine that makes none from SQL */
    @Inject
    public InterceptingQueryPreparer(SqlParser parser, PendingStatements pending,
            Optional<CatalogFiles> catalogs) {
        super(parser);
        this.parser = requireNonNull(parser, "parser is null");
        this.pending = requireNonNull(pending, "pending is null");
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
    }

    @Override
    public PreparedQuery prepareQuery(Session session, String query) {
        Optional<Outcome> outcome = pending.begin(session.getQueryId());
        if (outcome.isEmpty()) {
            return super.prepareQuery(session, query);
        }
        return switch (outcome.get()) {
            case Run run -> prepareQuery(session, parser.createStatement(run.sql()));
            case ShowCatalog show -> prepareQuery(session, parser.createStatement(select(show.catalog())));
            case Refused refused -> throw refused.reason();
        };
    }

    /** A query of the table of all, which is asked for none that is not there. */
    private String select(String catalog) {
        if (catalogs.stream().flatMap(files -> files.settings().stream())
                .noneMatch(settings -> settings.name().equals(catalog))) {
            throw new TrinoException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '%s' not found".formatted(catalog));
        }
        return "SELECT create_statement AS \"Create Catalog\" FROM system.runtime.catalogs WHERE catalog_name = "
                + SqlTexts.text(catalog);
    }
}
