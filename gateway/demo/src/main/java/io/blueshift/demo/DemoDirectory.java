package io.blueshift.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The demo's own directory: held by a lock while a demo runs, emptied when one begins (a killed one may have left files)
 * and removed when it ends. Demos that run at the same time get different ones.
 */
final class DemoDirectory implements AutoCloseable {
    private static final int DEMOS_MAX = 16;
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;

    private DemoDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the first directory below {@code parent} that no running demo holds. */
    static DemoDirectory claim(Path parent) throws IOException {
        String name = "blueshift-demo-" + System.getProperty("user.name").replaceAll("[^A-Za-z0-9_-]", "_");
        for (int number = 1; number <= DEMOS_MAX; number++) {
            Path path = parent.toAbsolutePath().normalize().resolve(number == 1 ? name : name + "-" + number);
            make(path);
            FileChannel channel = FileChannel.open(path.resolve(LOCK), CREATE, WRITE);
            if (lock(channel)) {
                empty(path);
                return new DemoDirectory(path, channel);
            }
            channel.close();
        }
        throw new IOException("%d demos are running already; their files are below %s".formatted(DEMOS_MAX, parent));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            empty(path);
            Files.deleteIfExists(path.resolve(LOCK));
            Files.deleteIfExists(path);
        }
    }

    /** The name can be guessed and the parent may be everybody's, so what somebody else put there is not used. */
    private static void make(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(path,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        String owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
        boolean ours = owner.equals(System.getProperty("user.name"));
        if (!ours || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("%s belongs to %s or is no directory; choose another place by --directory DIR"
                    .formatted(path, owner));
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            // Held by another demo in this very process
            return false;
        }
    }

    private static void empty(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(root.resolve(LOCK))) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (!directory.equals(root)) {
                    Files.deleteIfExists(directory);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
