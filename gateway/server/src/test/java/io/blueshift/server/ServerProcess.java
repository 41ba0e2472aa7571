package io.blueshift.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server in a JVM of its own, to see what a terminal sees and what signals do. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Blueshift is ready at (http://\\S+), catalogs: .*");
    private static final long SECONDS_MAX = 120;

    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final Thread outputReader;
    private final Thread errorReader;

    ServerProcess(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "--data-directory", directory.toString()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).start();
        outputReader = reader(process.inputReader(), output);
        errorReader = reader(process.errorReader(), errors);
    }

    private Thread reader(BufferedReader reader, List<String> lines) {
        return Thread.ofVirtual().start(() -> {
            reader.lines().forEach(line -> {
                lines.add(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(URI.create(matcher.group(1)));
                }
            });
            ready.completeExceptionally(new IllegalStateException("The server ended"));
        });
    }

    /** Waits until the server says that it is ready. */
    URI uri() throws Exception {
        return ready.get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** SIGTERM. Not by the process itself, which would close the streams and lose what the server has yet to say. */
    void terminate() {
        process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server did not end");
        }
        outputReader.join();
        errorReader.join();
        return process.exitValue();
    }

    List<String> output() {
        return List.copyOf(output);
    }

    List<String> errors() {
        // What the JVM itself says is not ours to keep quiet
        return errors.stream().filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS")).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
