package io.blueshift.connector.lake.external;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import jakarta.validation.constraints.NotNull;

import java.nio.file.Path;
import java.util.Optional;

/** Where the definitions of external tables are kept. */
public class ExternalConfig {
    private Optional<Path> directory = Optional.empty();

    @NotNull
    public Optional<Path> getDirectory() {
        return directory;
    }

    @Config("lake.external-tables-directory")
    @ConfigDescription("Directory of the definitions of external tables; by default below the server's data directory")
    public ExternalConfig setDirectory(Path directory) {
        this.directory = Optional.ofNullable(directory);
        return this;
    }
}
