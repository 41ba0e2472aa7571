package io.blueshift.server.statements;

import com.google.inject.Inject;
import io.blueshift.server.secrets.SecretStore;
import io.blueshift.server.secrets.SecretStore.Listed;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.InMemoryRecordSet;
import io.trino.spi.connector.RecordCursor;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;

import java.time.Instant;

import static io.trino.metadata.MetadataUtil.TableMetadataBuilder.tableMetadataBuilder;
import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.TimeZoneKey.UTC_KEY;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MILLIS;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/** The table {@code system.runtime.secrets}: the names of the store's secrets, and when they were changed. */
public final class SecretsTable implements SystemTable {
    private static final ConnectorTableMetadata TABLE = tableMetadataBuilder(new SchemaTableName("runtime", "secrets"))
            .column("name", VARCHAR)
            .column("created", TIMESTAMP_TZ_MILLIS)
            .column("changed", TIMESTAMP_TZ_MILLIS)
            .build();

    private final SecretStore store;

    @Inject
    public SecretsTable(SecretStore store) {
        this.store = requireNonNull(store, "store is null");
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
        for (Listed secret : store.list()) {
            rows.addRow(secret.name(), timestamp(secret.created()), timestamp(secret.changed()));
        }
        return rows.build().cursor();
    }

    private static long timestamp(Instant instant) {
        return packDateTimeWithZone(instant.toEpochMilli(), UTC_KEY);
    }
}
