package io.blueshift.connector.lake.storage;

import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Files of this machine: without Hadoop's checksum files next to each, and with the permissions that the process gives, for
 * Hadoop would start a {@code chmod} process for every file.
 */
final class LocalFiles extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) {
        // The process's umask decides
    }
}
