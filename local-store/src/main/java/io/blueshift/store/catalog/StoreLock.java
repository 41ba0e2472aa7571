package io.blueshift.store.catalog;

import io.trino.spi.TrinoException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.blueshift.store.error.StoreErrorCode.LOCAL_STORE_LOCKED;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/** The claim of one process on a store's directory. The operating system drops it when the process ends, however. */
final class StoreLock implements Closeable {
    private static final Pattern HOLDER = Pattern.compile("^process (\\d+) ");

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static StoreLock acquire(Path directory) throws IOException {
        Path file = directory.resolve("LOCK");
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new TrinoException(
                    LOCAL_STORE_LOCKED,
                    "Local store %s is in use: %s holds %s. One process owns a directory; stop it or set another local.directory"
                            .formatted(directory, Files.readString(file).strip(), file));
        }
        String holder = "process %d since %s\n"
                .formatted(ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        return new StoreLock(channel);
    }

    /** The process that says that it holds the lock. It may have ended without taking that back. */
    static Optional<Long> holder(Path directory) {
        try {
            Matcher holder = HOLDER.matcher(Files.readString(directory.resolve("LOCK")));
            return holder.find() ? Optional.of(Long.valueOf(holder.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process, outside the registry of open stores
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
