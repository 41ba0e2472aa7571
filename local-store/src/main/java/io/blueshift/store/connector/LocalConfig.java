package io.blueshift.store.connector;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;

import java.io.File;
import java.util.Optional;

/** The properties of a {@code local} catalog. */
public class LocalConfig {
    private Optional<File> directory = Optional.empty();

    public Optional<File> getDirectory() {
        return directory;
    }

    @Config("local.directory")
    @ConfigDescription("Directory of the tables; made if it does not exist. One process owns it at a time")
    public LocalConfig setDirectory(File directory) {
        this.directory = Optional.ofNullable(directory);
        return this;
    }
}
