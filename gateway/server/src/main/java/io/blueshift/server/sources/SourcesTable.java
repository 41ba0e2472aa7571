package io.blueshift.server.sources;

import com.google.inject.Inject;
import io.blueshift.connector.jdbc.SourceState;
import io.trino.metadata.CatalogManager;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.InMemoryRecordSet;
import io.trino.spi.connector.RecordCursor;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;

import java.time.Instant;
import java.util.Set;

import static io.trino.metadata.MetadataUtil.TableMetadataBuilder.tableMetadataBuilder;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MILLIS;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/** The table {@code system.runtime.sources}: which live databases are up, and how their connections are used. */
public final class SourcesTable implements SystemTable {
    private static final ConnectorTableMetadata TABLE = tableMetadataBuilder(new SchemaTableName("runtime", "sources"))
            .column("catalog", VARCHAR)
            .column("product", VARCHAR)
            .column("address", VARCHAR)
            .column("state", VARCHAR)
            .column("since", TIMESTAMP_TZ_MILLIS)
            .column("error", VARCHAR)
            .column("connections_max", BIGINT)
            .column("connections_in_use", BIGINT)
            .column("connections_idle", BIGINT)
            .column("queries_waiting", BIGINT)
            .column("connections_opened", BIGINT)
            .column("connection_failures", BIGINT)
            .build();

    private final Sources sources;
    private final CatalogManager catalogs;

    /** @param catalogs tells those that were dropped, whose connections the engine closes a little later */
    @Inject
    public SourcesTable(Sources sources, CatalogManager catalogs) {
        this.sources = requireNonNull(sources, "sources is null");
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
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
        InMemoryRecordSet.Builder rows = InMemoryRecordSet.builder(TABLE);
        Set<CatalogName> known = catalogs.getCatalogNames();
        for (SourceState state : sources.states()) {
            if (!known.contains(new CatalogName(state.catalog()))) {
                continue;
            }
            rows.addRow(state.catalog(), state.product(), state.address(), state.condition(),
                    state.since().map(SourcesTable::timestamp).orElse(null), state.error().orElse(null),
                    (long) state.connectionsMax(), (long) state.connectionsInUse(), (long) state.connectionsIdle(),
                    (long) state.waiting(), state.connectionsOpened(), state.connectionFailures());
        }
        return rows.build().cursor();
    }

    private static long timestamp(Instant instant) {
        return packDateTimeWithZone(instant.toEpochMilli(), UTC_KEY);
    }
}
