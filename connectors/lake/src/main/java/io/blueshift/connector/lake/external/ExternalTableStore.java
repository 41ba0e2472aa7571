package io.blueshift.connector.lake.external;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.inject.Inject;
import io.airlift.json.JsonMapperProvider;
import io.blueshift.connector.lake.table.ExternalDefinition;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.TypeManager;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Keeps definitions as readable files, {@code <directory>/<schema>/<table>.json}. A change is one atomic rename of a
 * complete, flushed file: a crash leaves the old definition or the new one. Thread-safe.
 */
public final class ExternalTableStore {
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final TypeManager typeManager;
    private final ObjectMapper mapper;

    @Inject
    ExternalTableStore(ExternalDirectory directory, TypeManager typeManager) {
        this.directory = directory.path();
        this.typeManager = requireNonNull(typeManager, "typeManager is null");
        this.mapper = new JsonMapperProvider().get().enable(SerializationFeature.INDENT_OUTPUT);
    }

    List<SchemaTableName> list(Optional<String> schema) {
        List<SchemaTableName> names = new ArrayList<>();
        for (String name : schema.map(List::of).orElseGet(() -> FileNames.list(directory, ""))) {
            for (String table : FileNames.list(directory.resolve(FileNames.encode(name)), SUFFIX)) {
                names.add(new SchemaTableName(name, table));
            }
        }
        return names;
    }

    Optional<ExternalDefinition> load(SchemaTableName name) {
        Path file = file(name);
        try {
            return Optional
                    .of(mapper.readValue(Files.readAllBytes(file), StoredDefinition.class).definition(typeManager));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new TrinoException(
                    LakeErrorCode.LAKE_BAD_DEFINITION,
                    "Cannot read the definition of external table %s from %s: %s".formatted(name, file, e.getMessage()),
                    e);
        }
    }

    /** Writes a definition that must be new. */
    synchronized void create(SchemaTableName name, ExternalDefinition definition) {
        if (Files.exists(file(name))) {
            throw new TrinoException(StandardErrorCode.TABLE_ALREADY_EXISTS, "Table %s exists already".formatted(name));
        }
        save(name, definition);
    }

    /** Writes a definition, replacing one that exists. */
    synchronized void save(SchemaTableName name, ExternalDefinition definition) {
        Path target = file(name);
        Path written = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            Files.createDirectories(target.getParent());
            Files.write(written, mapper.writeValueAsBytes(StoredDefinition.of(definition)));
            flush(written);
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flush(target.getParent());
        } catch (IOException e) {
            throw failed("write", target, e);
        }
    }

    synchronized void delete(SchemaTableName name) {
        Path file = file(name);
        try {
            Files.deleteIfExists(file);
            flush(file.getParent());
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    private static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path file(SchemaTableName name) {
        return directory.resolve(FileNames.encode(name.getSchemaName()))
                .resolve(FileNames.encode(name.getTableName()) + SUFFIX);
    }

    private static TrinoException failed(String action, Path path, IOException cause) {
        return new TrinoException(
                LakeErrorCode.LAKE_STORAGE_ERROR,
                "Cannot %s %s: %s".formatted(action, path, cause),
                cause);
    }

    /** SQL names as file names and back, and what a directory holds. */
    static final class FileNames {
        private FileNames() {}

        static String encode(String name) {
            StringBuilder encoded = new StringBuilder();
            for (byte next : name.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                boolean plain = next >= 'a' && next <= 'z' || next >= '0' && next <= '9' || next == '_' || next == '-';
                encoded.append(plain ? String.valueOf((char) next) : "%%%02X".formatted(next));
            }
            return encoded.toString();
        }

        /** The names in a directory that have a suffix, decoded and without it; none if there is no directory. */
        static List<String> list(Path directory, String suffix) {
            List<String> names = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    if (!name.startsWith(".") && name.endsWith(suffix)) {
                        String bare = name.substring(0, name.length() - suffix.length());
                        names.add(java.net.URLDecoder.decode(bare, java.nio.charset.StandardCharsets.UTF_8));
                    }
                }
            } catch (NoSuchFileException e) {
                return List.of();
            } catch (IOException e) {
                throw failed("list", directory, e);
            }
            return names.stream().sorted().toList();
        }
    }
}
