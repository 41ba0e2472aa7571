package io.blueshift.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Keeps what is expensive to make (unpacked servers, an initialised data directory) between runs, one directory per user, server
 * and version under the system's temporary directory, or under {@code -Dblueshift.embedded.cache}.
 *
 * <p>
 * An entry appears under its name only when it is complete: it is filled under another name and renamed. A file lock keeps
 * other JVMs, and the monitor of this class other threads, from filling the same entry twice.
 */
final class BinaryCache {
    static final String LOCATION_PROPERTY = "blueshift.embedded.cache";

    /** Fills an empty directory with an entry's content. */
    @FunctionalInterface
    interface Filler {
        void fill(Path directory) throws IOException;
    }

    private BinaryCache() {}

    /** The entry's directory, filled first if it is not there. */
    static synchronized Path entry(String name, Filler filler) {
        Path root = location();
        Path entry = root.resolve(name);
        try {
            createOwned(root);
            if (Files.isDirectory(entry)) {
                return entry;
            }
            try (FileChannel channel = FileChannel.open(root.resolve(name + ".lock"), CREATE, WRITE);
                    FileLock lock = channel.lock()) {
                if (!Files.isDirectory(entry)) {
                    fill(entry, filler);
                }
                return entry;
            }
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "Could not prepare " + name + " in the cache directory " + root + " (another place: -D"
                            + LOCATION_PROPERTY + "=DIR): " + e,
                    e);
        }
    }

    private static void fill(Path entry, Filler filler) throws IOException {
        // Only the holder of the lock comes here, so what lies around is of a process that died while filling
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(entry.getParent(),
                entry.getFileName() + ".part-*")) {
            for (Path leftover : leftovers) {
                Directories.delete(leftover);
            }
        }
        Path part = entry.resolveSibling(entry.getFileName() + ".part-" + ProcessHandle.current().pid());
        Files.createDirectory(part);
        try {
            filler.fill(part);
            Files.move(part, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            Directories.delete(part);
            throw e;
        }
    }

    static Path location() {
        String configured = System.getProperty(LOCATION_PROPERTY);
        return configured != null
                ? Path.of(configured).toAbsolutePath()
                : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath()
                        .resolve("blueshift-embedded-" + Platform.userName());
    }

    /** The temporary directory is everybody's: run nothing from a directory that somebody else has put there. */
    private static void createOwned(Path root) throws IOException {
        Files.createDirectories(root);
        Object owner = Files.getAttribute(root, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!owner.equals(self)) {
            throw new IOException("it belongs to user id " + owner + ", not to this process's user id " + self);
        }
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path parent = root.getParent(); Platform.isRoot() && parent != null; parent = parent.getParent()) {
            if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new IOException("servers started by root run as another user, who may not enter " + parent);
            }
        }
    }
}
