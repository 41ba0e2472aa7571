package io.blueshift.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import static io.blueshift.server.BlueshiftServerTest.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** CREATE CATALOG and DROP CATALOG: they last, they explain themselves, and they keep secrets. */
class CatalogStatementsTest {
    /** Set by the build; see the module's pom.xml. */
    private static final String SECRET = System.getenv("BLUESHIFT_TEST_SECRET");
    /** Nothing listens there. */
    private static final String DOWN = "jdbc:postgresql://127.0.0.1:1/shop";

    @TempDir
    Path directory;

    @Test
    void theyOutliveARestart() throws SQLException {
        try (BlueshiftServer server = start()) {
            query(server, "CREATE CATALOG sample USING tpch WITH (\"tpch.splits-per-node\" = '2')");
            query(server, "CREATE CATALOG gone USING tpch");
            query(server, "DROP CATALOG gone");
            assertThat(query(server, "SELECT count(*) FROM sample.tiny.region")).containsExactly("5");
        }
        assertThat(directory.resolve("catalogs").resolve("sample.properties")).content()
                .contains("connector.name=tpch\n").contains("tpch.splits-per-node=2\n");
        try (BlueshiftServer server = start()) {
            assertThat(server.catalogs()).contains("sample").doesNotContain("gone");
            assertThat(query(server, "SELECT count(*) FROM sample.tiny.region")).containsExactly("5");
            assertThatThrownBy(() -> query(server, "DROP CATALOG local"))
                    .hasMessageContaining("Catalog 'local' cannot be dropped");
            assertThatThrownBy(() -> query(server, "CREATE CATALOG x USING postgres"))
                    .hasMessageContaining("connector.name 'postgres' is not known. Did you mean 'postgresql'?");
            assertThatThrownBy(() -> query(server, "CREATE CATALOG x USING tpch WITH (\"tpch.splits-pernode\" = '2')"))
                    .hasMessageContaining("tpch.splits-pernode").hasMessageContaining("tpch.splits-per-node");
            assertThat(server.catalogs()).doesNotContain("x");
        }
    }

    @Test
    void aSourceThatIsDownDoesNotMatterUntilItIsAsked() throws SQLException, IOException {
        Files.createDirectories(directory.resolve("catalogs"));
        Files.writeString(directory.resolve("catalogs").resolve("shop.properties"), """
                connector.name=postgresql
                connection-url=%s
                connection-user=u
                connection-password=${ENV:BLUESHIFT_TEST_SECRET}
                """.formatted(DOWN));
        try (BlueshiftServer server = start()) {
            assertThat(server.catalogs()).contains("shop");
            assertThat(query(server, "SELECT count(*) FROM tpch.tiny.region")).containsExactly("5");
            assertThatThrownBy(() -> query(server, "SHOW SCHEMAS FROM shop")).hasMessageContaining("127.0.0.1")
                    .hasMessageNotContaining(SECRET);
            query(server, "CREATE CATALOG shop2 USING postgresql WITH (\"connection-url\" = '" + DOWN
                    + "', \"connection-user\" = 'u', \"connection-password\" = '${ENV:BLUESHIFT_TEST_SECRET}')");
            assertThatThrownBy(() -> query(server, "SELECT * FROM shop2.public.t")).hasMessageNotContaining(SECRET);

            for (String table : List.of("metadata.catalogs", "metadata.column_properties", "runtime.queries",
                    "runtime.nodes")) {
                assertThat(query(server, "SELECT * FROM system." + table))
                        .noneMatch(row -> row.contains(SECRET));
            }
        }
        assertThat(directory.resolve("catalogs").resolve("shop2.properties")).content()
                .contains("connection-password=${ENV:BLUESHIFT_TEST_SECRET}").doesNotContain(SECRET);
        assertThat(directory.resolve("log").resolve("server.log")).content().doesNotContain(SECRET);
    }

    @Test
    void aCatalogIsShownAsItWasMade() throws SQLException {
        String shop = """
                CREATE CATALOG shop USING postgresql
                WITH (
                   "connection-password" = '${ENV:BLUESHIFT_TEST_SECRET}',
                   "connection-url" = 'jdbc:postgresql://127.0.0.1:1/it''s',
                   "connection-user" = 'u'
                )""";
        try (BlueshiftServer server = start()) {
            query(server, shop);
            assertThat(query(server, "SHOW CREATE CATALOG shop")).containsExactly(shop);
            query(server, "CREATE CATALOG plain USING postgresql WITH (\"connection-url\" = '" + DOWN
                    + "?password=pearl&ssl=true', \"connection-password\" = 'pearl')");
            assertThat(query(server, "show create catalog \"plain\";")).containsExactly("""
                    CREATE CATALOG plain USING postgresql
                    WITH (
                       "connection-password" = '******',
                       "connection-url" = 'jdbc:postgresql://127.0.0.1:1/shop?password=******&ssl=true'
                    )""");
            assertThatThrownBy(() -> query(server, "SHOW CREATE CATALOG nowhere"))
                    .hasMessageContaining("Catalog 'nowhere' not found");
            assertThatThrownBy(() -> query(server, "SHOW CREATE CATALOG shop.public"))
                    .hasMessageContaining("line 1:25: expected the end of the statement");
            query(server, "DROP CATALOG plain");
        }
        try (BlueshiftServer server = start()) {
            assertThat(query(server, "SHOW CREATE CATALOG shop")).containsExactly(shop);
            assertThat(query(server, "SELECT catalog_name, connector_name FROM system.runtime.catalogs"))
                    .containsExactlyInAnyOrder("local|local", "shop|postgresql", "tpcds|tpcds", "tpch|tpch");
        }
    }

    @Test
    void theStateOfSourcesIsATable() throws SQLException {
        String states = "SELECT catalog, product, address, state, since IS NULL, error IS NULL, connections_max,"
                + " connections_in_use, queries_waiting, connection_failures FROM system.runtime.sources";
        try (BlueshiftServer server = start()) {
            assertThat(query(server, states)).isEmpty();
            query(server, "CREATE CATALOG shop USING postgresql WITH (\"connection-url\" = '" + DOWN
                    + "', \"connection-user\" = 'u', \"connection-pool.max-size\" = '7')");
            assertThat(query(server, states)).containsExactly(
                    "shop|PostgreSQL|127.0.0.1:1/shop|UNKNOWN|true|true|7|0|0|0");
            assertThatThrownBy(() -> query(server, "SHOW SCHEMAS FROM shop")).hasMessageContaining("refused");
            assertThat(query(server, states)).containsExactly(
                    "shop|PostgreSQL|127.0.0.1:1/shop|DOWN|false|false|7|0|0|1");
            assertThat(query(server, "SELECT error FROM system.runtime.sources")).first().asString()
                    .contains("refused");
            query(server, "DROP CATALOG shop");
            assertThat(query(server, states)).isEmpty();
        }
    }

    @Test
    void aMissingSecretIsNamed() {
        try (BlueshiftServer server = start()) {
            assertThatThrownBy(() -> query(server,
                    "CREATE CATALOG shop USING tpch WITH (\"connection-password\" = '${ENV:BLUESHIFT_NOT_SET}')"))
                    .hasMessageContaining("connection-password").hasMessageContaining("BLUESHIFT_NOT_SET");
        }
    }

    private BlueshiftServer start() {
        return BlueshiftServer.start(ServerOptions.builder(directory).port(0).build());
    }
}
