package io.blueshift.connector.lake;

import io.blueshift.connector.lake.storage.LakeFile;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a user is told when something outside is wrong: soon, with names and the cause, without secrets. */
@Timeout(60)
class LakeFaultsTest {
    private static LakeEnvironment environment;
    private static QueryRunner runner;

    @BeforeAll
    static void start() throws Exception {
        environment = new LakeEnvironment();
        runner = LakeEnvironment.runner();
        runner.createCatalog("lake", "lake", environment.restCatalog());
        runner.execute("CREATE SCHEMA test");
        runner.execute("CREATE TABLE good AS SELECT * FROM tpch.tiny.nation");
    }

    @AfterAll
    static void stop() {
        runner.close();
        environment.close();
    }

    @Test
    void wrongSecretKey() {
        Map<String, String> properties = environment.restCatalog();
        properties.put("s3.aws-secret-key", "not-the-secret");
        runner.createCatalog("wrong_key", "lake", properties);
        assertThatThrownBy(() -> runner.execute("SELECT * FROM wrong_key.test.good")).hasMessageContaining("wrong_key")
                .hasMessageContaining("403").hasMessageNotContaining("not-the-secret");
        stillWell();
    }

    @Test
    void storageThatDoesNotAnswer() throws IOException {
        Map<String, String> properties = environment.restCatalog();
        properties.put("s3.endpoint", "http://127.0.0.1:" + closedPort());
        runner.createCatalog("no_storage", "lake", properties);
        assertThatThrownBy(() -> runner.execute("SELECT * FROM no_storage.test.good"))
                .hasMessageContaining("no_storage")
                .hasMessageContaining("Connection refused");
        stillWell();
    }

    @Test
    void catalogThatDoesNotAnswer() throws IOException {
        int port = closedPort();
        Map<String, String> properties = environment.restCatalog();
        properties.put("iceberg.rest-catalog.uri", "http://127.0.0.1:" + port);
        runner.createCatalog("no_rest", "lake", properties);
        assertThatThrownBy(() -> runner.execute("SELECT * FROM no_rest.test.good"))
                .hasMessageContaining("Catalog 'no_rest' (REST catalog at http://127.0.0.1:" + port + ")")
                .hasMessageContaining("Connection refused");
        Map<String, String> jdbc = new HashMap<>(environment.s3Properties());
        jdbc.putAll(Map.of("iceberg.catalog.type", "jdbc", "iceberg.jdbc-catalog.connection-url",
                "jdbc:postgresql://127.0.0.1:" + port + "/x?password=hush", "iceberg.jdbc-catalog.connection-password",
                "hush",
                "iceberg.jdbc-catalog.catalog-name", "x", "iceberg.jdbc-catalog.default-warehouse-dir", "s3://lake/x"));
        runner.createCatalog("no_jdbc", "lake", jdbc);
        assertThatThrownBy(() -> runner.execute("SHOW SCHEMAS FROM no_jdbc"))
                .hasMessageContaining("Catalog 'no_jdbc' (JDBC catalog at jdbc:postgresql://127.0.0.1:" + port + "/x)")
                .hasMessageContaining("refused").hasMessageNotContaining("hush");
        stillWell();
    }

    @Test
    void aFileThatIsGone() {
        runner.execute("CREATE TABLE gone AS SELECT * FROM tpch.tiny.nation");
        LakeFile file = dataFile("gone");
        environment.storage().delete(file.location());
        assertThatThrownBy(() -> runner.execute("SELECT * FROM gone")).hasMessageContaining("Catalog 'lake'")
                .hasMessageContaining(file.location());
        stillWell();
    }

    @Test
    void aFileThatIsBroken() throws IOException {
        runner.execute("CREATE TABLE broken AS SELECT * FROM tpch.tiny.nation");
        LakeFile file = dataFile("broken");
        try (OutputStream out = environment.storage().create(file.location())) {
            out.write(new byte[(int) file.size()]);
        }
        assertThatThrownBy(() -> runner.execute("SELECT * FROM broken")).hasMessageContaining("Catalog 'lake'")
                .hasMessageContaining(file.location()).hasMessageContaining("Parquet");
        stillWell();
    }

    private static LakeFile dataFile(String table) {
        return environment.storage().list(environment.load("test", table).location()).stream()
                .filter(file -> file.location().endsWith(".parquet")).findFirst().orElseThrow();
    }

    private static void stillWell() {
        assertThat(runner.execute("SELECT count(*) FROM lake.test.good").getOnlyValue()).isEqualTo(25L);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
