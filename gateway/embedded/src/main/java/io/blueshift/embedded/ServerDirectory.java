package io.blueshift.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where one server keeps its data and its log: a given directory that stays, or a temporary one that goes when closed. */
final class ServerDirectory implements AutoCloseable {
    private final Path root;
    private final boolean temporary;

    private ServerDirectory(Path root, boolean temporary) {
        this.root = root;
        this.temporary = temporary;
    }

    static ServerDirectory open(String server, Optional<Path> given) {
        try {
            return given.isPresent()
                    ? new ServerDirectory(Files.createDirectories(given.get()).toRealPath(), false)
                    : new ServerDirectory(Files.createTempDirectory("blueshift-" + server + "-").toRealPath(), true);
        } catch (IOException e) {
            throw new EmbeddedServerException("Could not make a directory for the embedded " + server + ": " + e, e);
        }
    }

    boolean isTemporary() {
        return temporary;
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("server.log");
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            Directories.delete(root);
        } catch (IOException e) {
            throw new EmbeddedServerException("Could not delete the temporary directory " + root + ": " + e, e);
        }
    }
}
