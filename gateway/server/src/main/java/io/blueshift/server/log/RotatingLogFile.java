package io.blueshift.server.log;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A log handler that starts a new file when the current one is full and keeps a few old ones: {@code server.log},
 * {@code server.log.1} (the youngest), {@code server.log.2}, ...
 *
 * <p>The JDK's own file handler is not used because the JVM closes it as soon as a shutdown begins, when the lines that
 * matter most are still to come: {@link #close} does nothing here, {@link #release} closes.
 */
final class RotatingLogFile extends Handler {
    private final Path file;
    private final long sizeMax;
    private final int oldFilesMax;
    private OutputStream output;
    private long size;

    RotatingLogFile(Path file, long sizeMax, int oldFilesMax) {
        this.file = file;
        this.sizeMax = sizeMax;
        this.oldFilesMax = oldFilesMax;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (output == null || !isLoggable(record)) {
            return;
        }
        try {
            byte[] line = getFormatter().format(record).getBytes(UTF_8);
            if (size > 0 && size + line.length > sizeMax) {
                rotate();
            }
            output.write(line);
            size += line.length;
        } catch (IOException e) {
            reportError("Cannot write " + file, e, ErrorManager.WRITE_FAILURE);
        }
    }

    @Override
    public void flush() {
        // Every record is written at once
    }

    @Override
    public void close() {
        // See the class comment
    }

    synchronized void release() {
        try {
            if (output != null) {
                output.close();
            }
        } catch (IOException e) {
            reportError("Cannot close " + file, e, ErrorManager.CLOSE_FAILURE);
        } finally {
            output = null;
        }
    }

    private void open() throws IOException {
        output = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        size = Files.size(file);
    }

    private void rotate() throws IOException {
        output.close();
        for (int age = oldFilesMax - 1; age >= 1; age--) {
            move(old(age), old(age + 1));
        }
        move(file, old(1));
        open();
    }

    private Path old(int age) {
        return file.resolveSibling(file.getFileName() + "." + age);
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
