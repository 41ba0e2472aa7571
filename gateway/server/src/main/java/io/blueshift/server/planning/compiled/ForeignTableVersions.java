package io.blueshift.server.planning.compiled;

import io.airlift.log.Logger;
import io.blueshift.store.connector.ForeignTable;
import io.blueshift.store.connector.ForeignVersions;
import io.trino.Session;
import io.trino.connector.CatalogHandle;
import io.trino.metadata.Metadata;
import io.trino.metadata.QualifiedObjectName;
import io.trino.metadata.TableHandle;
import io.trino.spi.connector.CatalogSchemaTableName;
import io.trino.spi.connector.SchemaTableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells local tables, which keep materialised views, which versions of other catalogs' tables there are: a connector that
 * knows puts a {@code version} into the information about its table handles. Trino tells a connector only that there are
 * such tables.
 */
final class ForeignTableVersions implements ForeignVersions {
    private static final Logger log = Logger.get(ForeignTableVersions.class);

    private final Metadata metadata;
    private final Session session;

    ForeignTableVersions(Metadata metadata, Session session) {
        this.metadata = metadata;
        this.session = session;
    }

    /** The tables that are not of a catalog; empty if the version of any of them is not known. */
    Optional<List<ForeignTable>> of(List<TableHandle> tables, CatalogHandle catalog) {
        List<ForeignTable> foreign = new ArrayList<>();
        for (TableHandle table : tables) {
            if (!table.catalogHandle().equals(catalog)) {
                Optional<String> version = version(table);
                if (version.isEmpty()) {
                    return Optional.empty();
                }
                CatalogSchemaTableName name = metadata.getTableName(session, table);
                SchemaTableName inCatalog = name.getSchemaTableName();
                foreign.add(new ForeignTable(name.getCatalogName(), inCatalog.getSchemaName(),
                        inCatalog.getTableName(), version.get()));
            }
        }
        return Optional.of(foreign.stream().distinct().toList());
    }

    @Override
    public Optional<String> current(ForeignTable table) {
        try {
            return metadata
                    .getTableHandle(session, new QualifiedObjectName(table.catalog(), table.schema(), table.table()))
                    .flatMap(this::version);
        } catch (RuntimeException e) {
            // A catalog that does not answer must not fail the query: its table may not even be needed
            log.warn("The version of %s cannot be told: %s", table, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> version(TableHandle table) {
        return metadata.getInfo(session, table).filter(Map.class::isInstance)
                .map(info -> ((Map<?, ?>) info).get("version")).map(Object::toString);
    }
}
