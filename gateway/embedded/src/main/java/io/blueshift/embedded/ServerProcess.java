package io.blueshift.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One running server process: started, waited for until its log says that it is ready, ended softly or by force.
 *
 * <p>
 * Thread-safe.
 */
final class ServerProcess {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    // Messages in English: readiness is read from them
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C");
    private static final int LOG_LINES_SHOWN = 15;

    private final String name;
    private final Process process;
    private final String stopSignal;

    private ServerProcess(Start start, Process process) {
        this.name = start.name();
        this.process = process;
        this.stopSignal = start.stopSignal();
    }

    /**
     * What to start and how to see that it is ready.
     *
     * @param log appended to by the server
     * @param readyLine a part of the line that the server logs when it takes connections
     * @param stopSignal the signal's name, without SIG, for an orderly shutdown that does not wait for clients
     */
    record Start(String name, List<String> command, Path workingDirectory, Path log, String readyLine,
            String stopSignal) {}

    /** Starts the server and returns when its log shows the ready line; otherwise throws with the log's last lines. */
    static ServerProcess start(Start start) {
        try {
            long from = Files.exists(start.log()) ? Files.size(start.log()) : 0;
            Process process = Launcher.fork(start.command(), start.workingDirectory(), ENVIRONMENT, start.log());
            ServerProcess server = new ServerProcess(start, process);
            try {
                server.awaitReady(start, from);
                return server;
            } catch (IOException | RuntimeException e) {
                server.kill();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "Could not start the embedded " + start.name() + ": " + e.getMessage() + logTail(start.log()), e);
        }
    }

    private void awaitReady(Start start, long from) throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!logSince(start.log(), from).contains(start.readyLine())) {
            if (!process.isAlive()) {
                throw new IOException("it ended with exit code " + process.exitValue() + " before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("it was not ready after " + START_TIMEOUT.toSeconds() + " s");
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the server", e);
        }
    }

    /** Runs a program to its end; throws with its output's last lines when it fails. */
    static void run(String what, List<String> command, Path workingDirectory, Path log, String input)
            throws IOException {
        Process process = Launcher.fork(command, workingDirectory, ENVIRONMENT, log);
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(what + " did not end within " + START_TIMEOUT.toSeconds() + " s" + logTail(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + what, e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(what + " failed with exit code " + process.exitValue() + logTail(log));
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Asks the server to shut down and waits; what does not end in time is killed. */
    void stop() {
        signal();
        if (!awaitEnd()) {
            kill();
        }
    }

    /** Ends the server at once, without a chance to say goodbye to its clients. */
    void kill() {
        // The children too, and all at once: PostgreSQL's would notice only a moment later, and hold its shared memory till then
        List<ProcessHandle> processes = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        if (!awaitEnd(processes)) {
            throw new EmbeddedServerException(
                    "The embedded " + name + " (process " + process.pid() + ") survived being killed");
        }
    }

    private static boolean awaitEnd(List<ProcessHandle> processes) {
        try {
            CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void signal() {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + stopSignal + " " + process.pid()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedServerException("No free port on the loopback interface: " + e.getMessage(), e);
        }
    }

    private static String logSince(Path log, long from) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        return new String(bytes, (int) from, bytes.length - (int) from, StandardCharsets.UTF_8);
    }

    private static String logTail(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            List<String> shown = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
            return "\nIts log " + log + " ends with:\n  " + String.join("\n  ", shown);
        } catch (IOException e) {
            return "\nIts log " + log + " cannot be read: " + e.getMessage();
        }
    }
}
