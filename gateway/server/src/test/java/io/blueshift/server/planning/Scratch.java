package io.blueshift.server.planning;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories of servers that end with the JVM: gone when it ends. */
final class Scratch {
    private Scratch() {}

    static Path directory(String name) throws IOException {
        Path directory = Files.createTempDirectory(name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        return directory;
    }

    /** Servers still write while a JVM ends: what cannot be deleted then is left. */
    private static void delete(Path directory) {
        try {
            MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException _) {
            // As it says
        }
    }
}
