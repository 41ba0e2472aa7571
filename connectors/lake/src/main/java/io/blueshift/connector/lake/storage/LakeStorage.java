package io.blueshift.connector.lake.storage;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.FutureIO;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the lake: {@code s3://}, {@code s3a://} and {@code file:} locations through Hadoop's file systems.
 * Thread-safe. One instance serves one catalog and keeps one connection pool per bucket; {@link #close()} ends them.
 * <p>
 * Failures are TrinoExceptions (LAKE_STORAGE_ERROR) that name action, location, endpoint and cause, within seconds: few
 * retries, short connect timeout. Streams, once open, throw IOException.
 */
public final class LakeStorage implements AutoCloseable {
    private static final Set<String> SCHEMES = Set.of("s3", "s3a", "file");

    private final String id = UUID.randomUUID().toString();
    private final Configuration configuration;
    private final Configuration shared;
    private final StorageErrors errors;
    private final Map<String, FileSystem> fileSystems = new ConcurrentHashMap<>();

    @Inject
    public LakeStorage(StorageConfig config) {
        configuration = HadoopConfiguration.of(config);
        shared = HadoopConfiguration.sharing(configuration, id);
        errors = new StorageErrors(config.getEndpoint());
        SharedFileSystem.register(id, this);
    }

    /** The settings for libraries that open Hadoop file systems themselves (Iceberg's HadoopFileIO). Not to be changed. */
    public Configuration hadoopConfiguration() {
        return shared;
    }

    /**
     * All files below a directory, at any depth, or the one file named; empty if there are none. Left out are hidden ones:
     * a name below the location that starts with a dot or an underscore (but {@code _x=1} is a partition directory).
     */
    public List<LakeFile> list(String location) {
        Path root = path(location);
        try {
            FileSystem fileSystem = fileSystem(root.toUri());
            ImmutableList.Builder<LakeFile> files = ImmutableList.builder();
            RemoteIterator<LocatedFileStatus> found = fileSystem.listFiles(root, true);
            while (found.hasNext()) {
                LocatedFileStatus status = found.next();
                if (!hidden(root, status.getPath())) {
                    files.add(lakeFile(status));
                }
            }
            return files.build();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException | RuntimeException e) {
            throw errors.failed("list", location, e);
        }
    }

    /** The file at a location, if there is one; a directory is none. */
    public Optional<LakeFile> file(String location) {
        Path path = path(location);
        try {
            FileStatus status = fileSystem(path.toUri()).getFileStatus(path);
            return status.isFile() ? Optional.of(lakeFile(status)) : Optional.empty();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw errors.failed("look up", location, e);
        }
    }

    /** Opens a file of known size for reads at scattered positions; no request is sent before the first read. */
    public FSDataInputStream open(String location, long size) {
        return open(location, size, "random");
    }

    /** Opens a file of known size for reading from start to end. */
    public FSDataInputStream openSequential(String location, long size) {
        return open(location, size, "sequential");
    }

    private FSDataInputStream open(String location, long size, String readPolicy) {
        Path path = path(location);
        try {
            return FutureIO.awaitFuture(
                    fileSystem(path.toUri()).openFile(path).opt("fs.option.openfile.read.policy", readPolicy)
                            .opt("fs.option.openfile.length", Long.toString(size)).build());
        } catch (IOException | RuntimeException e) {
            throw errors.failed("open", location, e);
        }
    }

    /** Creates a file, replacing one that exists; on S3 it becomes visible when closed. */
    public OutputStream create(String location) {
        Path path = path(location);
        try {
            return fileSystem(path.toUri()).create(path, true);
        } catch (IOException | RuntimeException e) {
            throw errors.failed("create", location, e);
        }
    }

    /** Deletes a file, or a directory with all below it; a missing one is no error. */
    public void delete(String location) {
        Path path = path(location);
        try {
            fileSystem(path.toUri()).delete(path, true);
        } catch (FileNotFoundException e) {
            // Gone already, as wanted
        } catch (IOException | RuntimeException e) {
            throw errors.failed("delete", location, e);
        }
    }

    /** A location as listings spell it: {@code file:/x} for {@code file:///x/}, single slashes, none at the end. */
    public static String normalized(String location) {
        return path(location).toString();
    }

    /** The error for a read that failed after the file was opened. */
    public TrinoException readFailed(String location, Exception cause) {
        return errors.failed("read", location, cause);
    }

    FileSystem fileSystem(URI uri) throws IOException {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("file");
        String key = scheme + "://" + Optional.ofNullable(uri.getAuthority()).orElse("");
        try {
            return fileSystems.computeIfAbsent(key, ignored -> initialized(scheme, uri));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private FileSystem initialized(String scheme, URI uri) {
        FileSystem fileSystem = HadoopConfiguration.implementation(scheme);
        try {
            fileSystem.initialize(uri, configuration);
            return fileSystem;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String location) {
        try {
            Path path = new Path(location);
            String scheme = path.toUri().getScheme();
            if (scheme != null && SCHEMES.contains(scheme)
                    && (scheme.equals("file") || path.toUri().getAuthority() != null)) {
                return path;
            }
        } catch (IllegalArgumentException e) {
            // Said below in our words
        }
        throw new TrinoException(
                StandardErrorCode.INVALID_ARGUMENTS,
                "Not a location: '%s'. Use s3://bucket/path, s3a://bucket/path or file:///path".formatted(location));
    }

    private static boolean hidden(Path root, Path file) {
        String below = file.toUri().getPath().substring(Math.min(
                root.toUri().getPath().length(),
                file.toUri().getPath().length()));
        for (String name : below.split("/")) {
            if (name.startsWith(".") || (name.startsWith("_") && !name.contains("="))) {
                return true;
            }
        }
        return false;
    }

    private static LakeFile lakeFile(FileStatus status) {
        return new LakeFile(
                status.getPath().toString(),
                status.getLen(),
                Instant.ofEpochMilli(status.getModificationTime()));
    }

    @Override
    public void close() {
        SharedFileSystem.unregister(id);
        for (FileSystem fileSystem : fileSystems.values()) {
            try {
                fileSystem.close();
            } catch (IOException e) {
                // Nothing is lost: streams were closed by their owners
            }
        }
        fileSystems.clear();
    }
}
