package io.blueshift.benchmarks.mixed;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.blueshift.benchmarks.BenchReport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The newest server that Trino publishes as a Maven artifact, unpacked once into the launcher's own directory with no more
 * than the plugins needed. Neither build nor tests fetch it: only who measures does.
 */
public final class StockTrinoFiles {
    public static final String VERSION = "476";

    private static final String ARTIFACT = "io.trino:trino-server:" + VERSION + ":tar.gz";
    /** PostgreSQL's connector does not start without the type of geometries. */
    private static final Set<String> PLUGINS = Set.of("postgresql", "mysql", "memory", "geospatial");

    private StockTrinoFiles() {}

    /**
     * The directory of an unpacked server.
     *
     * @param given a directory or a {@code tar.gz} that the user names
     * @param root the project's directory, where Maven finds its settings and {@code .blueshift} is kept
     * @throws IOException with a sentence for the user if there is no such server
     */
    public static Path find(Optional<Path> given, Path root, BenchReport report)
            throws IOException, InterruptedException {
        if (given.isPresent() && Files.isDirectory(given.get())) {
            return given.get();
        }
        Path home = root.resolve(".blueshift").resolve("trino-server-" + VERSION);
        if (given.isPresent()) {
            unpack(given.get(), home);
        } else if (!Files.isDirectory(home)) {
            report.progress("fetching %s (821 MB, once)".formatted(ARTIFACT));
            Path archive = fetch(root, home.resolveSibling("trino-download"));
            unpack(archive, home);
            MoreFiles.deleteRecursively(archive.getParent(), RecursiveDeleteOption.ALLOW_INSECURE);
        }
        return home;
    }

    private static Path fetch(Path root, Path directory) throws IOException, InterruptedException {
        Path archive = directory.resolve("trino-server-" + VERSION + ".tar.gz");
        String lack = """
                The server to measure beside, %s, could not be fetched. Name a tar.gz or an unpacked directory with \
                --trino-server, or measure without it: --peers none.\s""".formatted(ARTIFACT);
        try {
            run(List.of("mvn", "-q", "-B", "-N", "dependency:copy", "-Dartifact=" + ARTIFACT,
                    "-DoutputDirectory=" + directory), root);
        } catch (IOException e) {
            throw new IOException(lack + e.getMessage(), e);
        }
        if (!Files.isRegularFile(archive)) {
            throw new IOException(lack + "Maven did not write " + archive);
        }
        return archive;
    }

    /** Its plugins are full of links to files of others, so all is unpacked and the rest thrown away. */
    private static void unpack(Path archive, Path home) throws IOException, InterruptedException {
        if (!Files.isRegularFile(archive)) {
            throw new IOException("No file or directory " + archive);
        }
        Path part = home.resolveSibling(home.getFileName() + ".part");
        for (Path old : List.of(part, home)) {
            if (Files.exists(old)) {
                MoreFiles.deleteRecursively(old, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
        Files.createDirectories(part);
        run(List.of("tar", "-xzf", archive.toAbsolutePath().toString(), "--strip-components=1"), part);
        try (Stream<Path> plugins = Files.list(part.resolve("plugin"))) {
            for (Path plugin : plugins.toList()) {
                if (!PLUGINS.contains(plugin.getFileName().toString())) {
                    MoreFiles.deleteRecursively(plugin, RecursiveDeleteOption.ALLOW_INSECURE);
                }
            }
        }
        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(List<String> command, Path directory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("%s failed:\n%s".formatted(String.join(" ", command), output));
        }
    }
}
