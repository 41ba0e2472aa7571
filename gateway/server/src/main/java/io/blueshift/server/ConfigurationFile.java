package io.blueshift.server;

import io.airlift.configuration.secrets.SecretsResolver;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import io.blueshift.server.config.NearestNames;
import io.blueshift.server.config.StartException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads {@code blueshift.properties}. Every problem is reported, not only the first, each with file and key. Relative
 * paths in the file start at the file's own directory, so that they mean the same wherever the server is started.
 */
public final class ConfigurationFile {
    /** Prefix of settings that go to Trino's engine as they are, for those who know it. */
    static final String ENGINE_PREFIX = "trino.";
    private static final Set<String> KEYS = new TreeSet<>(Set.of("port", "bind-address", "data-directory", "memory",
            "catalogs-directory", "sample-catalogs", "log-file", "spill-directory", "spill-max", "shutdown-grace"));

    private final String name;
    private final Path directory;
    private final Map<String, String> settings;
    private final List<String> problems = new ArrayList<>();

    private ConfigurationFile(String name, Path directory, Map<String, String> settings) {
        this.name = name;
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * Finds and reads the configuration: the file named explicitly, else the one that BLUESHIFT_CONFIG names, else
     * {@code blueshift.properties} in the working directory, else none.
     *
     * @param explicit value of {@code --config}
     * @param overrides settings from the command line, which win over the file's
     * @throws StartException where a named file is missing or a setting is wrong
     */
    public static ServerOptions load(Optional<Path> explicit, Map<String, String> environment,
            Map<String, String> overrides) {
        Optional<Path> file = explicit
                .or(() -> Optional.ofNullable(environment.get("BLUESHIFT_CONFIG")).filter(value -> !value.isBlank())
                        .map(Path::of))
                .or(() -> Optional.of(Path.of("blueshift.properties")).filter(Files::exists));
        Map<String, String> settings = new HashMap<>();
        file.ifPresent(path -> settings.putAll(read(path)));
        overrides.forEach(settings::put);
        String name = file.map(Path::toString).orElse("command line");
        Path directory = file.map(path -> path.toAbsolutePath().getParent()).orElse(Path.of("").toAbsolutePath());
        return new ConfigurationFile(name, directory, settings).options(environment);
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new StartException("Cannot read the configuration file %s: %s".formatted(file, e), e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key).strip()));
        return settings;
    }

    private ServerOptions options(Map<String, String> environment) {
        settings.keySet().stream().filter(key -> !KEYS.contains(key) && !key.startsWith(ENGINE_PREFIX)).sorted()
                .forEach(key -> problems.add("%s: unknown setting '%s'.%s Known settings: %s".formatted(name, key,
                        NearestNames.question(key, KEYS), String.join(", ", KEYS))));
        resolveSecrets(environment);

        ServerOptions.Builder builder = ServerOptions
                .builder(value("data-directory", this::path).orElseGet(() -> defaultDataDirectory(environment)));
        builder.origin(name);
        value("port", this::port).ifPresent(builder::port);
        value("bind-address", Function.identity()).ifPresent(builder::bindAddress);
        value("catalogs-directory", this::path).ifPresent(builder::catalogsDirectory);
        value("sample-catalogs", this::flag).ifPresent(builder::sampleCatalogs);
        value("log-file", this::path).ifPresent(builder::logFile);
        value("spill-directory", this::path).ifPresent(builder::spillDirectory);
        value("spill-max", DataSize::valueOf).ifPresent(size -> builder.spillMax(size.toBytes()));
        value("shutdown-grace", text -> Duration.valueOf(text).toJavaTime()).ifPresent(builder::shutdownGrace);
        // Becomes the heap's size, which a running JVM cannot change; the launcher passes it on, here it is only checked
        value("memory", DataSize::valueOf);

        Map<String, String> engine = new TreeMap<>();
        settings.forEach((key, text) -> {
            if (key.startsWith(ENGINE_PREFIX)) {
                engine.put(key.substring(ENGINE_PREFIX.length()), text);
            }
        });
        builder.engineProperties(engine);
        if (!problems.isEmpty()) {
            throw new StartException(String.join("\n", problems));
        }
        return builder.build();
    }

    private void resolveSecrets(Map<String, String> environment) {
        SecretsResolver resolver = new SecretsResolver(Map.of("env", variable -> variable(environment, variable)));
        Map<String, String> resolved = resolver.getResolvedConfiguration(Map.copyOf(settings),
                (key, error) -> problems.add("%s: %s: %s".formatted(name, key, error.getMessage())));
        settings.putAll(resolved);
    }

    private static String variable(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable %s is not set".formatted(variable));
        }
        return value;
    }

    private <T> Optional<T> value(String key, Function<String, T> parse) {
        String text = settings.get(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the value is empty");
            }
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            problems.add("%s: %s=%s is not valid: %s".formatted(name, key, text, e.getMessage()));
            return Optional.empty();
        }
    }

    private int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("expected a number from 0 (any free port) to 65535");
        }
        return Integer.parseInt(text);
    }

    private boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private Path path(String text) {
        String home = System.getProperty("user.home");
        return directory.resolve(text.startsWith("~/") ? home + text.substring(1) : text).normalize();
    }

    /** Where the XDG base directory specification puts data of programs. */
    private static Path defaultDataDirectory(Map<String, String> environment) {
        String xdg = environment.get("XDG_DATA_HOME");
        Path base = xdg != null && xdg.startsWith("/")
                ? Path.of(xdg)
                : Path.of(System.getProperty("user.home"), ".local", "share");
        return base.resolve("blueshift");
    }
}
