package io.blueshift.connector.lake;

import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every kind of Iceberg catalog: create, insert, read back, and read again through a catalog opened anew. */
class CatalogTypesTest {
    private static QueryRunner runner;

    @BeforeAll
    static void start() throws Exception {
        runner = LakeEnvironment.runner();
    }

    @AfterAll
    static void stop() {
        runner.close();
    }

    @Test
    void rest() {
        try (LakeEnvironment environment = new LakeEnvironment()) {
            roundTrip("rest", environment.restCatalog(), true);
        }
    }

    @Test
    void jdbc() throws Exception {
        try (LakeEnvironment environment = new LakeEnvironment();
                EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> properties = new HashMap<>(environment.s3Properties());
            properties.put("iceberg.catalog.type", "jdbc");
            properties.put("iceberg.jdbc-catalog.connection-url", postgres.jdbcUrl());
            properties.put("iceberg.jdbc-catalog.connection-user", postgres.user());
            properties.put("iceberg.jdbc-catalog.connection-password", postgres.password());
            properties.put("iceberg.jdbc-catalog.catalog-name", "lake");
            properties.put("iceberg.jdbc-catalog.default-warehouse-dir", "s3://lake/jdbc");
            roundTrip("jdbc", properties, true);
        }
    }

    @Test
    void hadoop(@TempDir Path warehouse) {
        roundTrip("hadoop", Map.of("iceberg.catalog.type", "hadoop", "iceberg.hadoop-catalog.warehouse",
                warehouse.toUri().toString()), false);
    }

    @Test
    void withoutAnIcebergCatalogTablesCannotBeWritten(@TempDir Path directory) {
        runner.createCatalog("files", "lake", Map.of("lake.external-tables-directory", directory.toString()));
        runner.execute("CREATE SCHEMA files.s");
        assertThatThrownBy(() -> runner.execute("CREATE TABLE files.s.t (x bigint)"))
                .hasMessageContaining("no iceberg.catalog.type");
        runner.execute("DROP SCHEMA files.s");
    }

    private static void roundTrip(String catalog, Map<String, String> properties, boolean renames) {
        runner.createCatalog(catalog, "lake", properties);
        String table = catalog + ".s.region";
        runner.execute("CREATE SCHEMA " + catalog + ".s");
        runner.execute("CREATE TABLE " + table + " (regionkey bigint, name varchar) COMMENT 'five'"
                + " WITH (partitioning = ARRAY['bucket(regionkey, 2)'], format_version = 1)");
        assertThat(count(table)).isZero();
        runner.execute("INSERT INTO " + table + " SELECT regionkey, name FROM tpch.tiny.region");
        runner.execute("INSERT INTO " + table + " VALUES (5, 'ATLANTIS')");
        assertThat(count(table)).isEqualTo(6);
        assertThat((String) runner.execute("SHOW CREATE TABLE " + table).getOnlyValue()).contains("COMMENT 'five'")
                .contains("partitioning = ARRAY['bucket(regionkey, 2)']").contains("format_version = 1");
        if (renames) {
            runner.execute("ALTER TABLE " + table + " RENAME TO moved");
            table = catalog + ".s.moved";
        }
        runner.createCatalog(catalog + "_again", "lake", properties);
        String again = table.replace(catalog + ".", catalog + "_again.");
        assertThat(runner.execute("SELECT name FROM " + again + " WHERE regionkey = 5").getOnlyValue())
                .isEqualTo("ATLANTIS");
        runner.execute("CREATE TABLE " + catalog + "_again.s.copy AS SELECT * FROM " + table);
        assertThat(count(catalog + ".s.copy")).isEqualTo(6);
        assertThatThrownBy(() -> runner.execute("DROP SCHEMA " + catalog + ".s")).hasMessageContaining("non-empty");
        runner.execute("DROP SCHEMA " + catalog + ".s CASCADE");
        assertThat(runner.execute("SHOW SCHEMAS FROM " + catalog + " LIKE 's'").getRowCount()).isZero();
    }

    private static long count(String table) {
        return (long) runner.execute("SELECT count(*) FROM " + table).getOnlyValue();
    }
}
