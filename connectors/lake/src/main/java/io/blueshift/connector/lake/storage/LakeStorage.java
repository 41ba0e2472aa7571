package io.blueshift.connector.lake.storage;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files of the lake: {@code s3://}, {@code s3a://} and {@code file:} locations through Hadoop's file systems.
 * Thread-safe. One instance serves one catalog; {@link #close()} ends its connections.
 */
public final class LakeStorage implements AutoCloseable {
    private final Configuration configuration;

    public LakeStorage(StorageConfig config) {
        configuration = HadoopConfiguration.of(config);
    }

    /** The settings for libraries that open Hadoop file systems themselves (Iceberg's HadoopFileIO). Not to be changed. */
    public Configuration hadoopConfiguration() {
        return configuration;
    }

    /** All files below a directory, or the one file named; hidden ones (leading _ or .) left out. Empty if none. */
    public List<LakeFile> list(String location) {
        throw new UnsupportedOperationException(location);
    }

    /** The file at a location, if there is one. */
    public Optional<LakeFile> file(String location) {
        throw new UnsupportedOperationException(location);
    }

    /** Opens a file for reading at random positions. */
    public FSDataInputStream open(LakeFile file) throws IOException {
        throw new IOException(file.location());
    }

    /** Creates a file, replacing one that exists; visible when closed. */
    public OutputStream create(String location) throws IOException {
        throw new IOException(location);
    }

    /** Deletes a file, or a directory with all below it; a missing one is no error. */
    public void delete(String location) throws IOException {
        throw new IOException(location);
    }

    FileSystem fileSystem(Path path) throws IOException {
        return path.getFileSystem(configuration);
    }

    @Override
    public void close() {
        // Nothing open yet
    }
}
