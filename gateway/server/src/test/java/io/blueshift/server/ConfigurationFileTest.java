package io.blueshift.server;

import io.blueshift.server.config.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigurationFileTest {
    @TempDir
    Path directory;

    @Test
    void everythingHasADefault() {
        ServerOptions options = ConfigurationFile.load(Optional.empty(), Map.of("XDG_DATA_HOME", "/xdg"), Map.of());
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(options.dataDirectory()).isEqualTo(Path.of("/xdg/blueshift"));
        assertThat(options.catalogsDirectory()).isEqualTo(Path.of("/xdg/blueshift/catalogs"));
        assertThat(options.logFile()).isEqualTo(Path.of("/xdg/blueshift/log/server.log"));
        assertThat(options.spillDirectory()).isEqualTo(Path.of("/xdg/blueshift/spill"));
        assertThat(options.spillMax()).isEmpty();
        assertThat(options.sampleCatalogs()).isTrue();
        assertThat(options.shutdownGrace()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void settingsAreRead() throws IOException {
        ServerOptions options = load("""
                port = 9090
                bind-address = 0.0.0.0
                data-directory = state
                catalogs-directory = /somewhere/catalogs
                sample-catalogs = false
                shutdown-grace = 5s
                memory = 2GB
                spill-directory = fast/disk
                spill-max = 3MB
                trino.query.max-history = 7
                """);
        assertThat(options.port()).isEqualTo(9090);
        assertThat(options.bindAddress()).isEqualTo("0.0.0.0");
        assertThat(options.dataDirectory()).isEqualTo(directory.resolve("state"));
        assertThat(options.catalogsDirectory()).isEqualTo(Path.of("/somewhere/catalogs"));
        assertThat(options.sampleCatalogs()).isFalse();
        assertThat(options.shutdownGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.spillDirectory()).isEqualTo(directory.resolve("fast/disk"));
        assertThat(options.spillMax()).hasValue(3 << 20);
        assertThat(options.engineProperties()).containsExactly(Map.entry("query.max-history", "7"));
    }

    @Test
    void theCommandLineWins() throws IOException {
        Path file = Files.writeString(directory.resolve("a.properties"), "port=1\n");
        assertThat(ConfigurationFile.load(Optional.of(file), Map.of(), Map.of("port", "2")).port()).isEqualTo(2);
    }

    @Test
    void theEnvironmentNamesAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("b.properties"), "port=3\n");
        assertThat(
                ConfigurationFile.load(Optional.empty(), Map.of("BLUESHIFT_CONFIG", file.toString()), Map.of()).port())
                .isEqualTo(3);
    }

    @Test
    void environmentVariablesAreFilledIn() throws IOException {
        Path file = Files.writeString(directory.resolve("c.properties"), "port=${ENV:MY_PORT}\n");
        assertThat(ConfigurationFile.load(Optional.of(file), Map.of("MY_PORT", "4"), Map.of()).port()).isEqualTo(4);
        assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("c.properties: port: the environment variable MY_PORT is not set");
    }

    @Test
    void unknownSettingsNameFileKeyAndCandidates() {
        assertThatThrownBy(() -> load("prot=8080\n")).isInstanceOf(StartException.class)
                .hasMessageContaining(directory.resolve("blueshift.properties").toString())
                .hasMessageContaining("unknown setting 'prot'").hasMessageContaining("Did you mean 'port'?")
                .hasMessageContaining("Known settings: bind-address, catalogs-directory");
    }

    @Test
    void wrongValuesNameFileKeyAndWhatIsExpected() {
        assertThatThrownBy(() -> load("port=http\nsample-catalogs=yes\nmemory=lots\nshutdown-grace=soon\n"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("blueshift.properties: port=http is not valid: expected a number")
                .hasMessageContaining("sample-catalogs=yes is not valid: expected true or false")
                .hasMessageContaining("memory=lots is not valid")
                .hasMessageContaining("shutdown-grace=soon is not valid");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = directory.resolve("missing.properties");
        assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of(), Map.of()))
                .isInstanceOf(StartException.class).hasMessageContaining(file.toString());
    }

    private ServerOptions load(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("blueshift.properties"), text);
        return ConfigurationFile.load(Optional.of(file), Map.of(), Map.of());
    }
}
