package io.blueshift.server.catalog;

import io.blueshift.server.config.NearestNames;
import io.blueshift.server.config.StartException;
import io.blueshift.server.secrets.SecretReferences;
import io.blueshift.server.secrets.SecretStore;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.catalog.CatalogProperties;
import io.trino.spi.catalog.CatalogStore;
import io.trino.spi.connector.CatalogVersion;
import io.trino.spi.connector.ConnectorName;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The catalogs of this server: those that are always there, and one properties file for each other. Values such as
 * {@code ${ENV:NAME}} are kept as they were written, in files and in memory ({@link SecretReferences} tells who resolves
 * which, and when). They are resolved here once before, so that a missing one is reported by file and key.
 *
 * <p>The engine calls the modifying methods under a lock of its own.
 */
public final class CatalogFiles implements CatalogStore {
    private static final String CONNECTOR_NAME = "connector.name";
    private static final String SUFFIX = ".properties";
    /** A name becomes a file name; this keeps it inside the directory. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_$-]*");

    private final Path directory;
    private final BuiltInCatalogs builtIn;
    private final Supplier<Set<String>> connectors;
    private final SecretReferences references;
    private final Map<String, CatalogProperties> known = new ConcurrentSkipListMap<>();

    /** @param connectors names of the connectors there are, asked for when the first catalog is read */
    public CatalogFiles(Path directory, BuiltInCatalogs builtIn, Supplier<Set<String>> connectors,
            SecretReferences references) {
        this.directory = directory;
        this.builtIn = builtIn;
        this.connectors = connectors;
        this.references = references;
    }

    /** @throws StartException naming every file and key that is wrong */
    @Override
    public Collection<StoredCatalog> getCatalogs() {
        List<String> problems = new ArrayList<>();
        Map<String, CatalogProperties> catalogs = new TreeMap<>();
        builtIn.catalogs().forEach((name, settings) -> catalogs.put(name,
                catalog(name, settings.connector(), settings.properties())));
        for (Path file : files()) {
            read(file, problems).ifPresent(catalog -> catalogs.put(catalog.name().toString(), catalog));
        }
        if (!problems.isEmpty()) {
            throw new StartException(String.join("\n", problems));
        }
        known.putAll(catalogs);
        return catalogs.values().stream().<StoredCatalog>map(Stored::new).toList();
    }

    @Override
    public CatalogProperties createCatalogProperties(CatalogName name, ConnectorName connector,
            Map<String, String> properties) {
        List<String> problems = new ArrayList<>();
        check(name.toString(), connector.toString(), properties, "Catalog '%s': ".formatted(name), problems);
        if (!problems.isEmpty()) {
            throw new TrinoException(StandardErrorCode.INVALID_CATALOG_PROPERTY, String.join("; ", problems));
        }
        return catalog(name.toString(), connector.toString(), properties);
    }

    @Override
    public void addOrReplaceCatalog(CatalogProperties catalog) {
        Map<String, String> properties = new TreeMap<>(SecretReferences.written(catalog.properties()));
        properties.put(CONNECTOR_NAME, catalog.connectorName().toString());
        Path file = file(catalog.name());
        try {
            Files.createDirectories(directory);
            CatalogFile.write(file, properties);
        } catch (IOException e) {
            throw new TrinoException(StandardErrorCode.CATALOG_STORE_ERROR,
                    "Cannot write %s: %s".formatted(file, e), e);
        }
        known.put(catalog.name().toString(), catalog);
    }

    @Override
    public void removeCatalog(CatalogName name) {
        builtIn.whyPermanent(name.toString()).ifPresent(reason -> {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Catalog '%s' cannot be dropped: %s".formatted(name, reason));
        });
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new TrinoException(StandardErrorCode.CATALOG_STORE_ERROR,
                    "Cannot delete %s: %s".formatted(file(name), e), e);
        }
        known.remove(name.toString());
    }

    /** Of the catalogs that there are, by name: what they were made of, whatever has become of their files. */
    public List<CatalogSettings> settings() {
        return known.values().stream().map(catalog -> new CatalogSettings(catalog.name().toString(),
                catalog.connectorName().toString(), SecretReferences.written(catalog.properties()))).toList();
    }

    /** Where a catalog's settings are, for messages; nothing for a built-in one. */
    public String describe(String name) {
        Path file = directory.resolve(name + SUFFIX);
        return Files.exists(file) ? file.toString() : "built-in catalog '%s'".formatted(name);
    }

    /** Names of the catalogs whose files refer to a secret of the store. */
    public List<String> referringTo(String secret) {
        return files().stream().filter(file -> {
            try {
                return SecretStore.referredTo(secret, CatalogFile.read(file));
            } catch (IOException | IllegalArgumentException e) {
                // Says so itself at the next start
                return false;
            }
        }).map(CatalogFiles::name).toList();
    }

    private static String name(Path file) {
        String fileName = file.getFileName().toString();
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).filter(Files::isRegularFile)
                    .sorted().toList();
        } catch (IOException e) {
            throw new StartException("Cannot read the catalogs directory %s: %s".formatted(directory, e), e);
        }
    }

    private Optional<CatalogProperties> read(Path file, List<String> problems) {
        String name = name(file);
        Map<String, String> properties;
        try {
            properties = CatalogFile.read(file);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("%s: cannot be read: %s".formatted(file, e.getMessage()));
            return Optional.empty();
        }
        String connector = properties.remove(CONNECTOR_NAME);
        if (connector == null) {
            problems.add("%s: connector.name is missing; known connectors: %s".formatted(file,
                    String.join(", ", new TreeSet<>(connectors.get()))));
            return Optional.empty();
        }
        int before = problems.size();
        check(name, connector, properties, file + ": ", problems);
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(catalog(name, connector, properties));
    }

    private void check(String name, String connector, Map<String, String> properties, String where,
            List<String> problems) {
        if (!NAME.matcher(name).matches()) {
            problems.add(where + "a catalog's name consists of lower-case letters, digits, _ and -");
        }
        builtIn.whyReserved(name).ifPresent(reason -> problems.add(where + reason));
        if (!connectors.get().contains(connector)) {
            problems.add(where + "connector.name '%s' is not known.%s Known connectors: %s".formatted(connector,
                    NearestNames.question(connector, connectors.get()),
                    String.join(", ", new TreeSet<>(connectors.get()))));
        }
        references.check(properties,
                (key, error) -> problems.add("%s%s: %s".formatted(where, key, error.getMessage())));
    }

    private Path file(CatalogName name) {
        if (!NAME.matcher(name.toString()).matches()) {
            throw new TrinoException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '%s' not found".formatted(name));
        }
        return directory.resolve(name + SUFFIX);
    }

    private CatalogProperties catalog(String name, String connector, Map<String, String> properties) {
        return new CatalogProperties(new CatalogName(name), version(name, connector, properties),
                new ConnectorName(connector), SecretReferences.held(properties));
    }

    /**
     * A fingerprint of the settings as written: a catalog dropped and made again in the same way is the same one, unless
     * a secret that it refers to was changed meanwhile.
     */
    private CatalogVersion version(String name, String connector, Map<String, String> properties) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Stream.concat(Stream.of(name, connector, references.generation(properties)),
                    new TreeMap<>(properties).entrySet().stream()
                            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())))
                    .forEach(text -> digest.update((text.length() + ":" + text).getBytes(UTF_8)));
            return new CatalogVersion(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private record Stored(CatalogProperties properties) implements StoredCatalog {
        @Override
        public CatalogName name() {
            return properties.name();
        }

        @Override
        public CatalogProperties loadProperties() {
            return properties;
        }
    }
}
