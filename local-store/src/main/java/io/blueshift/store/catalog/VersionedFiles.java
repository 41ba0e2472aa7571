package io.blueshift.store.catalog;

import io.airlift.log.Logger;
import io.blueshift.store.files.DurableFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.toSet;

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

    /** All versions, ascending. */
    List<Long> versions() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        return DurableFiles.list(directory).stream()
                .map(file -> NAME.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .sorted()
                .toList();
    }

    OptionalLong current() throws IOException {
        return versions().stream().mapToLong(Long::longValue).max();
    }

    /**
     * Puts the manifest of a version there, wholly or not at all. The rename is the commit.
     *
     * @throws CommitInDoubtException if that cannot be said
     */
    void commit(long version, byte[] content) throws IOException {
        Path file = file(version);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            DurableFiles.write(temporary, content);
            DurableFiles.rename(temporary, file);
            DurableFiles.syncDirectory(directory);
        } catch (IOException e) {
            deleteQuietly(temporary);
            if (Files.exists(file)) {
                takeBack(file, e);
            }
            throw e;
        }
    }

    /** What is reported as failed must not come back after a restart. */
    private void takeBack(Path file, IOException cause) {
        try {
            DurableFiles.delete(file);
            DurableFiles.syncDirectory(directory);
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw new CommitInDoubtException(file, cause);
        }
    }

    /** Removes a superseded version; what cannot be removed now goes later. */
    void remove(long version) {
        deleteQuietly(file(version));
    }

    private static void deleteQuietly(Path file) {
        try {
            DurableFiles.delete(file);
        } catch (IOException e) {
            log.warn(e, "%s could not be deleted; the next start removes it", file);
        }
    }

    /** Removes versions, durably: when this returns, no start finds them. */
    void removeAll(Set<Long> versions) throws IOException {
        for (long version : versions) {
            DurableFiles.delete(file(version));
        }
        DurableFiles.syncDirectory(directory);
    }

    /** Removes everything but some versions and returns how many files that were. */
    int removeAllBut(Set<Long> versions) throws IOException {
        Set<Path> kept = versions.stream().map(this::file).collect(toSet());
        int removed = 0;
        for (Path file : DurableFiles.list(directory)) {
            if (!kept.contains(file)) {
                DurableFiles.delete(file);
                removed++;
            }
        }
        return removed;
    }
}
