package io.blueshift.demo;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks what can be checked of the container files where no container engine is: syntax, pins, and what they name. */
class ContainerFilesTest {
    private static final Path ROOT = root();
    private static final Pattern PINNED = Pattern
            .compile("[a-z0-9/.-]+:(RELEASE\\.)?[0-9][A-Za-z0-9._-]*[.T-][A-Za-z0-9._-]*");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{ENV:([A-Z0-9_]+)}");
    private static final Set<String> SERVICE_KEYS = Set.of("build", "image", "ports", "environment", "volumes",
            "healthcheck", "depends_on", "command", "entrypoint", "user");
    private static final Set<String> CONDITIONS = Set.of("service_healthy", "service_completed_successfully");
    private static final Set<String> INSTRUCTIONS = Set.of("FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "EXPOSE",
            "VOLUME", "ENTRYPOINT", "CMD");

    @Test
    void everyPartIsThereAndNothingElse() throws IOException {
        assertThat(services().keySet()).containsExactlyInAnyOrder("gateway", "load", "postgres", "mysql", "minio",
                "bucket", "iceberg");
        services().forEach((name, service) -> assertThat(map(service).keySet()).as(name).isSubsetOf(SERVICE_KEYS));
    }

    @Test
    void imagesArePinned() throws IOException {
        services().forEach((name, service) -> assertThat((String) map(service).get("image")).as(name).matches(PINNED));
        assertThat(dockerfile().filter(line -> line.startsWith("FROM "))).hasSize(2)
                .allSatisfy(line -> assertThat(line.split(" ")[1]).matches(PINNED));
    }

    @Test
    void servicesWaitForWhatTheyNeed() throws IOException {
        Map<String, Object> services = services();
        services.forEach(
                (name, service) -> map(map(service).getOrDefault("depends_on", Map.of())).forEach((other, when) -> {
                    String condition = (String) map(when).get("condition");
                    assertThat(services).as(name).containsKey(other);
                    assertThat(CONDITIONS).as(name).contains(condition);
                    if (condition.equals("service_healthy")) {
                        assertThat(map(services.get(other))).as("%s, on which %s depends", other, name)
                                .containsKey("healthcheck");
                    }
                }));
    }

    @Test
    void mountedFilesAndVolumesExist() throws IOException {
        Set<String> volumes = map(compose().get("volumes")).keySet();
        services().forEach((name, service) -> list(map(service).get("volumes")).forEach(mount -> {
            String source = mount.split(":")[0];
            if (source.startsWith(".")) {
                assertThat(ROOT.resolve(source)).as(name).exists();
            } else {
                assertThat(volumes).as(name).contains(source);
            }
        }));
        assertThat(ROOT.resolve((String) map(map(services().get("gateway")).get("build")).get("dockerfile"))).exists();
    }

    @Test
    void catalogsReachTheServicesAndTakeSecretsFromTheEnvironment() throws IOException {
        Set<String> given = map(map(services().get("gateway")).get("environment")).keySet();
        try (Stream<Path> files = Files.list(ROOT.resolve("gateway/docker/catalogs"))) {
            for (Path file : files.toList()) {
                Properties catalog = properties(file);
                assertThat(catalog.getProperty("connector.name") + ".properties")
                        .isEqualTo(file.getFileName().toString());
                for (String key : catalog.stringPropertyNames()) {
                    checkProperty(file + ": " + key, key, catalog.getProperty(key), given);
                }
            }
        }
    }

    private static void checkProperty(String where, String key, String value, Set<String> environment)
            throws IOException {
        if (key.contains("password") || key.contains("secret") || key.contains("access-key")) {
            assertThat(value).as(where).matches(ENVIRONMENT);
            assertThat(environment).as(where).contains(ENVIRONMENT.matcher(value).replaceFirst("$1"));
        }
        if (value.contains("//")) {
            String host = value.replaceFirst(".*//([a-z]+):.*", "$1");
            assertThat(services()).as(where).containsKey(host);
        }
    }

    @Test
    void theDockerfileHasOnlyInstructionsThatExist() throws IOException {
        Set<String> used = new TreeSet<>(dockerfile().map(line -> line.split(" ")[0]).toList());
        assertThat(used).isSubsetOf(INSTRUCTIONS).contains("FROM", "COPY", "USER", "ENTRYPOINT");
    }

    private static Stream<String> dockerfile() throws IOException {
        return Files.readAllLines(ROOT.resolve("gateway/Dockerfile")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    private static Map<String, Object> compose() throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            return map(new Yaml(new SafeConstructor(options)).load(reader));
        }
    }

    private static Map<String, Object> services() throws IOException {
        return map(compose().get("services"));
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Object value) {
        return value == null ? List.of() : (List<String>) value;
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docker-compose.yml"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
