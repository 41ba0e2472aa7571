package io.blueshift.connector.lake.storage;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FilterFileSystem;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Hadoop's {@code Path.getFileSystem} gives to libraries such as Iceberg: a thin face over the file system that one
 * {@link LakeStorage} keeps open, found by the storage's id in the configuration. Making and closing one costs nothing.
 */
public final class SharedFileSystem extends FilterFileSystem {
    private static final Map<String, LakeStorage> STORAGES = new ConcurrentHashMap<>();

    private URI uri;

    /** For Hadoop, which makes it by reflection and then calls {@link #initialize}. */
    public SharedFileSystem() {}

    static void register(String id, LakeStorage storage) {
        STORAGES.put(id, storage);
    }

    static void unregister(String id) {
        STORAGES.remove(id);
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        setConf(configuration);
        String id = configuration.get(HadoopConfiguration.STORAGE_ID, "");
        LakeStorage storage = STORAGES.get(id);
        if (storage == null) {
            throw new IOException("The storage of " + name + " is closed");
        }
        fs = storage.fileSystem(name);
        uri = fs.getUri();
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public String getScheme() {
        return uri.getScheme();
    }

    @Override
    public void close() {
        // The file system below belongs to the storage
    }
}
