package io.blueshift.store.format;

import io.blueshift.store.error.CorruptFileException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells whether a file is still the one that was read: nobody writes to a segment, so a change is damage.
 *
 * @param bytes its length
 */
record FileState(long bytes, FileTime modified) {
    static FileState of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(attributes.size(), attributes.lastModifiedTime());
        } catch (NoSuchFileException e) {
            throw new CorruptFileException(file, 0, "the file is missing", e);
        }
    }
}
