package io.blueshift.connector.lake.storage;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/** A file that a listing found: its location with the scheme the user wrote, its size in bytes, when it last changed. */
public record LakeFile(String location, long size, Instant modified) {
    public LakeFile {
        requireNonNull(location, "location is null");
        requireNonNull(modified, "modified is null");
    }
}
