package io.blueshift.connector.lake.external;

import com.google.inject.Inject;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.blueshift.connector.lake.table.LakeSchemas;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schemas of a catalog that has external tables only: directories beside their definitions. Thread-safe. */
public final class DirectorySchemas implements LakeSchemas {
    private final Path directory;

    @Inject
    DirectorySchemas(ExternalDirectory directory) {
        this.directory = directory.path();
    }

    @Override
    public List<String> list() {
        return ExternalTableStore.FileNames.list(directory, "");
    }

    @Override
    public boolean exists(String schema) {
        return Files.isDirectory(path(schema));
    }

    @Override
    public void create(String schema, Map<String, Object> properties) {
        properties.forEach((name, value) -> {
            if (value != null) {
                throw new TrinoException(
                        StandardErrorCode.INVALID_SCHEMA_PROPERTY,
                        "A schema without an Iceberg catalog has no property " + name);
            }
        });
        try {
            Files.createDirectories(path(schema));
        } catch (IOException e) {
            throw failed("create", schema, e);
        }
    }

    @Override
    public void drop(String schema) {
        try {
            Files.deleteIfExists(path(schema));
        } catch (IOException e) {
            throw failed("drop", schema, e);
        }
    }

    @Override
    public Optional<String> location(String schema) {
        return Optional.empty();
    }

    private Path path(String schema) {
        return directory.resolve(ExternalTableStore.FileNames.encode(schema));
    }

    private static TrinoException failed(String action, String schema, IOException cause) {
        return new TrinoException(
                LakeErrorCode.LAKE_STORAGE_ERROR,
                "Cannot %s schema %s: %s".formatted(action, schema, cause),
                cause);
    }
}
