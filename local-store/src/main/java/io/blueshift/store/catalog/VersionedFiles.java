package io.blueshift.store.catalog;

import io.airlift.log.Logger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A directory of manifests in which the highest version is the current one. Callers order their commits. */
final class VersionedFiles {
    private static final Logger log = Logger.get(VersionedFiles.class);
    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.avro");

    private final Path directory;

    VersionedFiles(Path directory) {
        this.directory = directory;
    }

    Path file(long version) {
        return directory.resolve("%020d.avro".formatted(version));
    }

    OptionalLong current() throws IOException {
        if (!Files.isDirectory(directory)) {
            return OptionalLong.empty();
        }
        return DurableFiles.list(directory).stream()
                .map(file -> NAME.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .max();
    }

    void commit(long version, byte[] content) throws IOException {
        try {
            DurableFiles.writeAtomically(file(version), content);
        } catch (IOException e) {
            // Perhaps renamed but not forced: what is reported as failed must not come back after a restart
            Files.deleteIfExists(file(version));
            throw e;
        }
    }

    /** Removes a superseded version; what cannot be removed now goes at the next start. */
    void remove(long version) {
        try {
            Files.deleteIfExists(file(version));
        } catch (IOException e) {
            log.warn(e, "%s could not be deleted; the next start removes it", file(version));
        }
    }

    /** Removes everything but one version and returns how many files that were. */
    int removeAllBut(long version) throws IOException {
        int removed = 0;
        for (Path file : DurableFiles.list(directory)) {
            if (!file.equals(file(version))) {
                Files.deleteIfExists(file);
                removed++;
            }
        }
        return removed;
    }
}
