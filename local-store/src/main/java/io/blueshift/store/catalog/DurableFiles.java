package io.blueshift.store.catalog;

import java.io.FileOutputStream;
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
final class DurableFiles {
    private DurableFiles() {}

    /** Puts a file with this content at the path, or nothing: never half of it. */
    static void writeAtomically(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        // A stream, not a channel: an interrupt must not leave the commit in doubt
        try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        Files.move(temporary, file, ATOMIC_MOVE);
        syncDirectory(file.getParent());
    }

    /** Makes creations, renames and deletions in the directory durable. */
    static void syncDirectory(Path directory) throws IOException {
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

    static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        syncDirectory(directory.getParent());
    }

    static List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        return entries;
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            for (Path entry : list(root)) {
                deleteTree(entry);
            }
        }
        Files.deleteIfExists(root);
    }
}
