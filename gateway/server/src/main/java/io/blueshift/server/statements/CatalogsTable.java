package io.blueshift.server.statements;

import com.google.inject.Inject;
import io.blueshift.server.catalog.CatalogFiles;
import io.blueshift.server.catalog.CatalogSettings;
import io.trino.FullConnectorSession;
import io.trino.security.AccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.InMemoryRecordSet;
import io.trino.spi.connector.RecordCursor;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import static io.trino.metadata.MetadataUtil.TableMetadataBuilder.tableMetadataBuilder;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * The table {@code system.runtime.catalogs}: of what each catalog was made, as the statement that would make it again. In
 * place of passwords and keys that were written out it has a mask; references to secrets stand as they were written.
 */
public final class CatalogsTable implements SystemTable {
    private static final ConnectorTableMetadata TABLE = tableMetadataBuilder(new SchemaTableName("runtime", "catalogs"))
            .column("catalog_name", VARCHAR)
            .column("connector_name", VARCHAR)
            .column("create_statement", VARCHAR)
            .build();

    private final CatalogFiles catalogs;
    private final AccessControl access;

    @Inject
    public CatalogsTable(CatalogFiles catalogs, AccessControl access) {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.access = requireNonNull(access, "access is null");
    }

    @Override
    public Distribution getDistribution() {
        return Distribution.SINGLE_COORDINATOR;
    }

    @Override
    public ConnectorTableMetadata getTableMetadata() {
        return TABLE;
    }

    @Override
    public RecordCursor cursor(ConnectorTransactionHandle transaction, ConnectorSession session,
            TupleDomain<Integer> constraint) {
        List<CatalogSettings> all = catalogs.settings();
        Set<String> visible = access.filterCatalogs(
                ((FullConnectorSession) session).getSession().toSecurityContext(),
                all.stream().map(CatalogSettings::name).collect(Collectors.toSet()));
        InMemoryRecordSet.Builder rows = InMemoryRecordSet.builder(TABLE);
        all.stream().filter(catalog -> visible.contains(catalog.name()))
                .forEach(catalog -> rows.addRow(catalog.name(), catalog.connector(), createStatement(catalog)));
        return rows.build().cursor();
    }

    static String createStatement(CatalogSettings catalog) {
        String settings = catalog.written().entrySet().stream()
                .map(setting -> "   \"%s\" = %s".formatted(setting.getKey().replace("\"", "\"\""),
                        SqlTexts.text(CatalogPasswords.masked(setting.getKey(), setting.getValue()))))
                .collect(Collectors.joining(",\n"));
        return "CREATE CATALOG %s USING %s".formatted(SqlTexts.name(catalog.name()), SqlTexts.name(catalog.connector()))
                + (settings.isEmpty() ? "" : "\nWITH (\n" + settings + "\n)");
    }
}
