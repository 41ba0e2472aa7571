package io.blueshift.embedded;

import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IcebergRestServerTest {
    private static final Namespace SALES = Namespace.of("sales");
    private static final TableIdentifier ORDERS = TableIdentifier.of(SALES, "orders");
    private static final Schema SCHEMA = new Schema(Types.NestedField.optional(1, "id", Types.LongType.get()));

    @Test
    void tablesLiveFromCreationThroughCommitsToDrop() throws IOException {
        try (IcebergRestServer server = IcebergRestServer.start("s3://lake/warehouse");
                RESTCatalog catalog = client(server, Map.of())) {
            catalog.createNamespace(SALES, new HashMap<>(Map.of("owner", "me")));
            assertThat(catalog.loadNamespaceMetadata(SALES)).containsEntry("owner", "me");
            assertThat(catalog.listNamespaces()).containsExactly(SALES);
            assertThatThrownBy(() -> catalog.createNamespace(SALES)).isInstanceOf(AlreadyExistsException.class);

            Table table = catalog.buildTable(ORDERS, SCHEMA).createTransaction().table();
            assertThat(table.location()).startsWith("s3://lake/warehouse/sales/orders");
            catalog.createTable(ORDERS, SCHEMA);
            append(catalog.loadTable(ORDERS), 3);
            append(catalog.loadTable(ORDERS), 4);
            assertThat(catalog.loadTable(ORDERS).currentSnapshot().summary()).containsEntry("total-records", "7");
            assertThatThrownBy(() -> catalog.dropNamespace(SALES)).isInstanceOf(NamespaceNotEmptyException.class);

            TableIdentifier renamed = TableIdentifier.of(SALES, "orders 2/old");
            catalog.renameTable(ORDERS, renamed);
            assertThat(catalog.listTables(SALES)).containsExactly(renamed);
            assertThat(catalog.dropTable(renamed, false)).isTrue();
            assertThat(catalog.tableExists(renamed)).isFalse();
            assertThat(catalog.dropNamespace(SALES)).isTrue();
            assertThatThrownBy(() -> catalog.listTables(SALES)).isInstanceOf(NoSuchNamespaceException.class);
        }
    }

    @Test
    void aTokenIsDemandedWhereOneIsSet() throws IOException {
        try (IcebergRestServer server = IcebergRestServer.start("s3://lake/warehouse", Optional.of("open-sesame"));
                RESTCatalog catalog = client(server, Map.of("token", "open-sesame"))) {
            catalog.createNamespace(SALES);
            assertThat(catalog.listNamespaces()).containsExactly(SALES);
            assertThatThrownBy(() -> client(server, Map.of()).listNamespaces())
                    .isInstanceOf(NotAuthorizedException.class);
        }
    }

    private static void append(Table table, long rows) {
        table.newAppend().appendFile(DataFiles.builder(PartitionSpec.unpartitioned()).withFormat(FileFormat.PARQUET)
                .withPath(table.location() + "/data/" + rows + ".parquet").withFileSizeInBytes(100)
                .withRecordCount(rows).build()).commit();
    }

    private static RESTCatalog client(IcebergRestServer server, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(settings);
        properties.put("uri", server.uri().toString());
        properties.put("io-impl", InMemoryFileIO.class.getName());
        RESTCatalog catalog = new RESTCatalog();
        catalog.initialize("test", properties);
        return catalog;
    }
}
