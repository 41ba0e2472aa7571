package io.blueshift.embedded;

import java.util.Locale;
import java.util.Optional;

/**
 * The life of an embedded database server: started, stopped or killed and started again on the same port, closed. What differs
 * between servers is how a data directory is made and what the command line is.
 *
 * <p>
 * Thread-safe. A shutdown hook closes the server with the JVM; the kernel ends it when the JVM is killed (see {@link Launcher}).
 */
abstract class EmbeddedDatabase implements AutoCloseable {
    private static final int PORT_ATTEMPTS = 3;

    private final String name;
    private final ServerDirectory directory;
    private final ServerOptions options;
    private final Thread hook;
    private Optional<ServerProcess> process = Optional.empty();
    private int port;
    private boolean closed;

    EmbeddedDatabase(String name, ServerOptions options) {
        Platform.requireLinuxX64(name);
        this.name = name;
        this.options = options;
        this.directory = ServerDirectory.open(name.toLowerCase(Locale.ROOT), options.directory());
        this.hook = new Thread(this::end, name + "-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** How to start this server, now that its data directory is there. */
    abstract ServerProcess.Start command(int port);

    /** The first start. Somebody else may take a port between our finding it free and the server's binding it: try others then. */
    final synchronized void startFirst(Runnable prepare) {
        try {
            prepare.run();
            for (int attempt = 1; process.isEmpty(); attempt++) {
                port = options.port().orElseGet(ServerProcess::freePort);
                try {
                    process = Optional.of(ServerProcess.start(command(port)));
                } catch (EmbeddedServerException e) {
                    if (options.port().isPresent() || attempt == PORT_ATTEMPTS
                            || !e.getMessage().contains("ddress already in use")) {
                        throw e;
                    }
                }
            }
        } catch (RuntimeException e) {
            directory.close();
            closed = true;
            throw e;
        }
    }

    final ServerDirectory directory() {
        return directory;
    }

    final ServerOptions options() {
        return options;
    }

    /** The loopback address. */
    public final String host() {
        return "127.0.0.1";
    }

    /** The port, the same over all restarts. */
    public final synchronized int port() {
        return port;
    }

    /** The server's process id, while it runs. */
    public final synchronized Optional<Long> pid() {
        return process.filter(ServerProcess::isAlive).map(ServerProcess::pid);
    }

    /** Shuts the server down in order, without waiting for its clients; {@link #restart()} brings it back. */
    public final synchronized void stop() {
        process.ifPresent(ServerProcess::stop);
        process = Optional.empty();
    }

    /** Kills the server as a crash would; {@link #restart()} brings it back. */
    public final synchronized void kill() {
        process.ifPresent(ServerProcess::kill);
        process = Optional.empty();
    }

    /** Starts the server again on the same port and data, stopping it first if it runs. */
    public final synchronized void restart() {
        if (closed) {
            throw new EmbeddedServerException("The embedded " + name + " was closed");
        }
        stop();
        process = Optional.of(ServerProcess.start(command(port)));
    }

    /** Ends the server and deletes its data if that was temporary. */
    @Override
    public final void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The JVM is going down and runs the hook itself
        }
    }

    private synchronized void end() {
        if (closed) {
            return;
        }
        closed = true;
        if (directory.isTemporary()) {
            kill();
        } else {
            stop();
        }
        directory.close();
    }
}
