package io.blueshift.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts child processes that die with this JVM, through {@code setpriv} of util-linux: the kernel signals the child when the
 * thread that forked it ends, whatever ended it, {@code kill -9} included. So all children are forked by one thread that lives
 * as long as the JVM. Without a {@code setpriv} that can do this, children live until they are stopped or the JVM exits in
 * order (a shutdown hook, see {@link EmbeddedDatabase}).
 */
final class Launcher {
    /** Nobody: the user that a server which refuses to run as root gets. */
    static final int UNPRIVILEGED_ID = 65534;

    private static final ExecutorService STARTER = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("embedded-server-starter").factory());
    private static final boolean DEATH_SIGNAL = probe("--pdeathsig=KILL");
    private static final List<String> UNPRIVILEGED = List.of("--reuid=" + UNPRIVILEGED_ID, "--regid=" + UNPRIVILEGED_ID,
            "--clear-groups");
    // Lets the server into a data directory below one that only root may enter, such as /root
    private static final List<String> ANY_DIRECTORY = List.of("--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private Launcher() {}

    /** The prefix of a command that shall run as an ordinary user; empty unless this process is root. */
    static List<String> unprivileged(String server) {
        if (!Platform.isRoot()) {
            return List.of();
        }
        List<String> withAnyDirectory = new ArrayList<>(UNPRIVILEGED);
        withAnyDirectory.addAll(ANY_DIRECTORY);
        if (probe(withAnyDirectory.toArray(String[]::new))) {
            return withAnyDirectory;
        }
        if (probe(UNPRIVILEGED.toArray(String[]::new))) {
            return UNPRIVILEGED;
        }
        throw new EmbeddedServerException(
                server + " refuses to run as root, and setpriv (package util-linux) is not there to start it as"
                        + " another user. Install util-linux or run as an ordinary user.");
    }

    /** A command line: {@code options} for setpriv, the death signal if it can be had, then the program. */
    static List<String> command(List<String> options, String deathSignal, List<String> program) {
        List<String> command = new ArrayList<>();
        if (DEATH_SIGNAL || !options.isEmpty()) {
            command.add("setpriv");
            command.addAll(options);
            if (DEATH_SIGNAL) {
                command.add("--pdeathsig=" + deathSignal);
            }
            command.add("--");
        }
        command.addAll(program);
        return command;
    }

    /** Forks a child on the thread that lives as long as the JVM, output appended to {@code log}. */
    static Process fork(List<String> command, Path workingDirectory, Map<String, String> environment, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return STARTER.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException("could not run " + command.getFirst() + ": " + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting " + command.getFirst(), e);
        }
    }

    private static boolean probe(String... options) {
        List<String> command = new ArrayList<>();
        command.add("setpriv");
        command.addAll(List.of(options));
        command.addAll(List.of("--", "true"));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
