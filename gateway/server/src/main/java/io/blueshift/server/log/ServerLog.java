package io.blueshift.server.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Sends everything that is logged in this JVM to one file, and our own warnings to standard error as well. Trino, its
 * libraries and ours all log through {@code java.util.logging} in the end.
 */
public final class ServerLog implements AutoCloseable {
    private static final long FILE_BYTES_MAX = 20L << 20;
    private static final int OLD_FILES_MAX = 5;
    /** Say at INFO what interests nobody. Held here because the JDK forgets loggers that nobody holds. */
    private static final List<Logger> TALKATIVE = List.of(Logger.getLogger("org.eclipse.jetty"),
            Logger.getLogger("org.glassfish.jersey"), Logger.getLogger("org.hibernate"),
            Logger.getLogger("org.apache.hadoop"), Logger.getLogger("org.apache.iceberg"),
            Logger.getLogger("com.zaxxer.hikari"), Logger.getLogger("software.amazon"));
    /** Warns that Hadoop's C library is missing, which is neither there nor needed. */
    private static final Logger HADOOP_NATIVE = Logger.getLogger("org.apache.hadoop.util.NativeCodeLoader");

    private final RotatingLogFile file;
    private final Handler terminal;

    private ServerLog(RotatingLogFile file, Handler terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    /**
     * Starts to log into the file and takes the JDK's console handler away.
     *
     * @param mask takes secrets out of a finished line
     * @throws java.io.UncheckedIOException where the file cannot be opened
     */
    public static ServerLog open(Path file, UnaryOperator<String> mask) {
        RotatingLogFile rotating = new RotatingLogFile(file, FILE_BYTES_MAX, OLD_FILES_MAX);
        rotating.setFormatter(new LogLineFormatter(mask));
        ServerLog log = new ServerLog(rotating, new Terminal(mask));
        Logger root = root();
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                root.removeHandler(handler);
            }
        }
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
        HADOOP_NATIVE.setLevel(Level.SEVERE);
        root.addHandler(rotating);
        root.addHandler(log.terminal);
        return log;
    }

    /** Writes a line to the file only, even when the JVM, about to exit, has taken all handlers from the loggers. */
    public void write(Level level, String message, Optional<Throwable> cause) {
        LogRecord record = new LogRecord(level, message);
        cause.ifPresent(record::setThrown);
        record.setLoggerName(ServerLog.class.getName());
        file.publish(record);
    }

    @Override
    public void close() {
        root().removeHandler(terminal);
        root().removeHandler(file);
        file.release();
    }

    private static Logger root() {
        return Logger.getLogger("");
    }

    /** Our own warnings, without time and thread: what the person at the terminal has to know. */
    private static final class Terminal extends Handler {
        private final UnaryOperator<String> mask;

        private Terminal(UnaryOperator<String> mask) {
            this.mask = mask;
        }

        @Override
        public void publish(LogRecord record) {
            String logger = record.getLoggerName();
            if (record.getLevel().intValue() >= Level.WARNING.intValue() && logger != null
                    && logger.startsWith("io.blueshift.")) {
                System.err.println(record.getLevel().getName().toLowerCase(Locale.ROOT) + ": "
                        + mask.apply(new SimpleFormatter().formatMessage(record)));
            }
        }

        @Override
        public void flush() {
            System.err.flush();
        }

        @Override
        public void close() {
            // Standard error stays open
        }
    }
}
