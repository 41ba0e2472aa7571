package io.blueshift.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The real server as a user starts it, {@code ./blueshift server} in a process of its own. The time to ready runs from
 * the start of the launcher script to the line with which the server says that it takes queries.
 */
final class ServerProcess implements AutoCloseable {
    /** The first start may have to build first. */
    private static final Duration START_MAX = Duration.ofMinutes(15);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final int LINES_KEPT = 40;
    private static final Pattern READY = Pattern.compile("(?i)ready.*?(http://[^\\s,/]+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Process process;
    private final URI address;
    private final double startMillis;

    private ServerProcess(Process process, URI address, double startMillis) {
        this.process = process;
        this.address = address;
        this.startMillis = startMillis;
    }

    /** Starts a server that keeps everything in {@code directory}, on a free port, and waits until it is ready. */
    static ServerProcess start(Path launcher, Path directory) throws IOException, InterruptedException {
        if (!Files.isExecutable(launcher)) {
            throw new IOException("No launcher at %s: run this by ./blueshift bench".formatted(launcher));
        }
        Path settings = Files.writeString(directory.resolve("blueshift.properties"),
                "port=0\ndata-directory=%s\n".formatted(directory.resolve("data")));
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(launcher.toString(), "server", "--config", settings.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        CompletableFuture<URI> ready = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("server-output").start(() -> follow(process, ready));
        try {
            URI address = ready.get(START_MAX.toSeconds(), TimeUnit.SECONDS);
            return new ServerProcess(process, address, (System.nanoTime() - begin) / 1e6);
        } catch (ExecutionException e) {
            stop(process);
            throw new IOException("The server did not start: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            stop(process);
            throw new IOException("The server did not start within %d minutes".formatted(START_MAX.toMinutes()), e);
        }
    }

    /** Reads the output to its end, so that the server never blocks on it. */
    private static void follow(Process process, CompletableFuture<URI> ready) {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (last.size() == LINES_KEPT) {
                    last.removeFirst();
                }
                last.addLast(line);
                readyAddress(line).ifPresent(ready::complete);
            }
        } catch (IOException e) {
            last.addLast(e.toString());
        }
        ready.completeExceptionally(new IOException("it ended after printing\n" + String.join("\n", last)));
    }

    static Optional<URI> readyAddress(String line) {
        Matcher matcher = READY.matcher(line);
        return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }

    URI address() {
        return address;
    }

    double startMillis() {
        return startMillis;
    }

    /** Resident memory of the Java process in megabytes, from the kernel's books. */
    double residentMegabytes() throws IOException {
        // The launcher replaces itself by Java; where it did not, Java is its child
        ProcessHandle java = process.descendants().findFirst().orElse(process.toHandle());
        String status = Files.readString(Path.of("/proc", Long.toString(java.pid()), "status"));
        Matcher matcher = RESIDENT.matcher(status);
        if (!matcher.find()) {
            throw new IOException("No VmRSS in the status of process " + java.pid());
        }
        return Double.parseDouble(matcher.group(1)) / 1024;
    }

    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
