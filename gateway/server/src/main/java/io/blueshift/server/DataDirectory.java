package io.blueshift.server;

import io.blueshift.server.config.StartException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The server's claim on its data directory. The operating system gives the claim up when the process dies, however it
 * dies, so a stale file never has to be removed by hand.
 */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "server.lock";

    private final FileChannel channel;

    private DataDirectory(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartException where the directory cannot be made or written, or another server uses it */
    static DataDirectory claim(Path directory) {
        Path file = directory.resolve(LOCK);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String owner = Files.readString(file).strip();
                channel.close();
                throw new StartException("The data directory %s is in use by another Blueshift server%s".formatted(
                        directory, owner.isEmpty() ? "" : " (" + owner + ")"));
            }
            DataDirectory claimed = new DataDirectory(channel);
            claimed.describe("process " + ProcessHandle.current().pid());
            return claimed;
        } catch (IOException e) {
            throw new StartException("Cannot use the data directory %s: %s".formatted(directory, e), e);
        }
    }

    /** Tells a second server, which will fail, who holds the directory. */
    void describe(String owner) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((owner + "\n").getBytes(UTF_8)), 0);
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
