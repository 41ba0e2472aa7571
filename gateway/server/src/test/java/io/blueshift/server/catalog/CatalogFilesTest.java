package io.blueshift.server.catalog;

import io.airlift.configuration.secrets.SecretsResolver;
import io.blueshift.server.config.StartException;
import io.blueshift.server.secrets.SecretReferences;
import io.blueshift.server.secrets.SecretStore;
import io.blueshift.server.secrets.SecretValues;
import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.catalog.CatalogProperties;
import io.trino.spi.catalog.CatalogStore.StoredCatalog;
import io.trino.spi.connector.ConnectorName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogFilesTest {
    private static final Set<String> CONNECTORS = Set.of("postgresql", "mysql", "lake", "local", "tpch", "tpcds");

    @TempDir
    Path directory;

    private final SecretValues secrets = new SecretValues();

    @Test
    void builtInCatalogsNeedNoFile() {
        assertThat(files(true).getCatalogs()).extracting(catalog -> catalog.name().toString()).containsExactly("local",
                "tpcds", "tpch");
        assertThat(files(false).getCatalogs()).extracting(catalog -> catalog.name().toString())
                .containsExactly("local");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Map<String, String> properties = Map.of("connection-url", "jdbc:postgresql://host:5432/db?a=b#c", "note",
                " leading space, a \\ and a \n line", "umlaut", "Zürich");
        CatalogProperties catalog = files(true).createCatalogProperties(new CatalogName("shop"),
                new ConnectorName("postgresql"), properties);
        files(true).addOrReplaceCatalog(catalog);

        assertThat(read("shop").properties()).containsEntry("connection-url", "jdbc:postgresql://host:5432/db?a=b#c")
                .containsEntry("umlaut", "Zürich");
        assertThat(read("shop").connectorName()).hasToString("postgresql");
        assertThat(Files.readString(directory.resolve("shop.properties")))
                .contains("connection-url=jdbc:postgresql://host:5432/db?a=b#c\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("shop.properties"))))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("shop.properties.tmp")).doesNotExist();

        files(true).removeCatalog(new CatalogName("shop"));
        assertThat(directory.resolve("shop.properties")).doesNotExist();
    }

    @Test
    void secretsStayReferences() throws IOException {
        CatalogProperties catalog = files(true).createCatalogProperties(new CatalogName("shop"),
                new ConnectorName("postgresql"), Map.of("connection-password", "${ENV:PEARL}"));
        files(true).addOrReplaceCatalog(catalog);
        assertThat(catalog.properties()).containsEntry("connection-password", "${ENV:PEARL}");
        assertThat(Files.readString(directory.resolve("shop.properties"))).contains("connection-password=${ENV:PEARL}");
        assertThat(secrets.mask("login with value-of-PEARL failed")).isEqualTo("login with ****** failed");
    }

    @Test
    void everyProblemIsReportedWithItsFile() throws IOException {
        Files.writeString(directory.resolve("a.properties"), "connector.name=postgres\n");
        Files.writeString(directory.resolve("b.properties"), "connection-url=x\n");
        Files.writeString(directory.resolve("c.properties"),
                "connector.name=mysql\nconnection-password=${ENV:ABSENT}\n");
        Files.writeString(directory.resolve("local.properties"), "connector.name=mysql\n");
        Files.writeString(directory.resolve("Upper.properties"), "connector.name=mysql\n");
        assertThatThrownBy(() -> files(true).getCatalogs()).isInstanceOf(StartException.class)
                .hasMessageContaining(directory.resolve("a.properties")
                        + ": connector.name 'postgres' is not known. Did you mean 'postgresql'? "
                        + "Known connectors: lake, local, mysql, postgresql, tpcds, tpch")
                .hasMessageContaining(directory.resolve("b.properties") + ": connector.name is missing")
                .hasMessageContaining(directory.resolve("c.properties") + ": connection-password: ABSENT is not set")
                .hasMessageContaining(directory.resolve("local.properties") + ": the name 'local' belongs to")
                .hasMessageContaining(directory.resolve("Upper.properties") + ": a catalog's name consists of");
    }

    @Test
    void builtInCatalogsCannotBeMadeOrDropped() {
        for (String name : new String[]{"local", "tpch", "system"}) {
            assertThatThrownBy(() -> files(true).removeCatalog(new CatalogName(name)))
                    .isInstanceOf(TrinoException.class)
                    .hasMessageContaining("Catalog '" + name + "' cannot be dropped");
            assertThatThrownBy(() -> files(true).createCatalogProperties(new CatalogName(name),
                    new ConnectorName("mysql"), Map.of())).isInstanceOf(TrinoException.class)
                    .hasMessageContaining("the name '" + name + "' belongs to");
        }
    }

    @Test
    void aNameCannotLeaveTheDirectory() {
        assertThatThrownBy(() -> files(true).createCatalogProperties(new CatalogName("../evil"),
                new ConnectorName("mysql"), Map.of())).isInstanceOf(TrinoException.class)
                .hasMessageContaining("a catalog's name consists of");
        assertThatThrownBy(() -> files(true).removeCatalog(new CatalogName("../evil")))
                .isInstanceOf(TrinoException.class)
                .hasMessageContaining("not found");
    }

    private CatalogProperties read(String name) {
        return files(true).getCatalogs().stream().filter(catalog -> catalog.name().toString().equals(name)).findFirst()
                .map(StoredCatalog::loadProperties).orElseThrow();
    }

    private CatalogFiles files(boolean samples) {
        SecretsResolver resolver = new SecretsResolver(Map.of("env", name -> {
            if (name.equals("ABSENT")) {
                throw new IllegalArgumentException(name + " is not set");
            }
            return "value-of-" + name;
        }));
        try {
            return new CatalogFiles(directory, new BuiltInCatalogs(samples), () -> CONNECTORS,
                    new SecretReferences(resolver, SecretStore.open(directory, Optional.empty(), secrets), secrets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
