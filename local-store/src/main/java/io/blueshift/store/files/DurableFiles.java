package io.blueshift.store.files;

import io.blueshift.store.files.FileFaults.Step;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

/** File operations whose effect is on the disk, not only in its cache, when they return. */
public final class DurableFiles {
    /** Set by tests. */
    static volatile FileFaults faults = FileFaults.NONE;

    private DurableFiles() {}

    /** A new file, or an old one emptied. */
    public static DurableFile create(Path file) throws IOException {
        return new DurableFile(file);
    }

    /** Creates a file with this content; its directory entry is for the caller to force. */
    public static void write(Path file, byte[] content) throws IOException {
        try (DurableFile out = create(file)) {
            out.write(content);
            out.sync();
        }
    }

    /** Makes the file available under its final name; durable with the directory. */
    public static void rename(Path source, Path target) throws IOException {
        faults.before(Step.RENAME, target, 0);
        Files.move(source, target, ATOMIC_MOVE);
    }

    /** Makes creations, renames and deletions in the directory durable. */
    public static void syncDirectory(Path directory) throws IOException {
        faults.before(Step.SYNC_DIRECTORY, directory, 0);
        // Only a channel can force a directory, and an interrupted thread's channel closes itself
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        syncDirectory(directory.getParent());
    }

    public static List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        return entries;
    }

    /** Deletes a file if it is there. */
    public static void delete(Path file) throws IOException {
        faults.before(Step.DELETE, file, 0);
        Files.deleteIfExists(file);
    }

    public static void deleteTree(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            for (Path entry : list(root)) {
                deleteTree(entry);
            }
        }
        delete(root);
    }
}
