package io.blueshift.connector.lake.storage;

import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.TrinoException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LakeStorageTest {
    @TempDir
    java.nio.file.Path directory;

    private final LakeStorage storage = new LakeStorage(new StorageConfig());

    private void write(String location, String text) throws Exception {
        try (OutputStream out = storage.create(location)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void listsReadsAndDeletesFilesOfThisMachine() throws Exception {
        String root = directory.toUri().toString();
        write(root + "a.csv", "hello");
        write(root + "dt=2024-01-01 10:00/b%20ü.csv", "deep");
        write(root + "_SUCCESS", "");
        write(root + "_temporary/0/part", "x");
        write(root + ".hidden", "x");
        write(root + "_p=1/c", "x");

        List<LakeFile> files = storage.list(root);
        assertThat(files).extracting(LakeFile::size).containsExactlyInAnyOrder(5L, 4L, 1L);
        assertThat(files).anyMatch(file -> file.location().endsWith("dt=2024-01-01 10:00/b%20ü.csv"));
        for (LakeFile file : files) {
            try (FSDataInputStream in = storage.open(file.location(), file.size())) {
                assertThat(in.readAllBytes()).hasSize((int) file.size());
            }
        }
        // No checksum files beside them
        assertThat(directory.toFile().list()).noneMatch(name -> name.endsWith(".crc"));

        assertThat(storage.list(root + "a.csv")).hasSize(1);
        assertThat(storage.file(root + "a.csv")).isPresent();
        assertThat(storage.file(root + "_p=1")).isEmpty();
        storage.delete(root + "a.csv");
        storage.delete(root + "a.csv");
        assertThat(storage.file(root + "a.csv")).isEmpty();
    }

    @Test
    void missingDirectoryHoldsNothing() {
        assertThat(storage.list(directory.toUri() + "nowhere")).isEmpty();
        assertThat(storage.file(directory.toUri() + "nowhere/file")).isEmpty();
    }

    @Test
    void refusesOtherLocations() {
        for (String location : List.of("", "relative/path", "/absolute", "hdfs://host/path", "s3:///no-bucket")) {
            assertThatThrownBy(() -> storage.list(location)).as(location).isInstanceOf(TrinoException.class)
                    .hasMessageContaining("Use s3://bucket/path, s3a://bucket/path or file:///path");
        }
    }

    @Test
    void librariesShareTheOpenFileSystem() throws Exception {
        Path path = new Path(directory.toUri().toString(), "file");
        try (FileSystem first = path.getFileSystem(storage.hadoopConfiguration());
                OutputStream out = first.create(path)) {
            out.write(1);
        }
        // Closing a face does not close what is below
        try (FileSystem second = path.getFileSystem(storage.hadoopConfiguration())) {
            assertThat(second.getFileStatus(path).getLen()).isOne();
        }
    }

    @Test
    @Timeout(20)
    void deadS3FailsWithinSecondsNamingEndpointAndBucket() {
        StorageConfig config = new StorageConfig().setEndpoint("http://127.0.0.1:1").setPathStyleAccess(true)
                .setAwsAccessKey("the-key").setAwsSecretKey("the-secret");
        try (LakeStorage dead = new LakeStorage(config)) {
            assertThatThrownBy(() -> dead.list("s3://some-bucket/path"))
                    .isInstanceOfSatisfying(
                            TrinoException.class,
                            e -> assertThat(e.getErrorCode())
                                    .isEqualTo(LakeErrorCode.LAKE_STORAGE_ERROR.toErrorCode()))
                    .hasMessageContaining("s3://some-bucket/path").hasMessageContaining("http://127.0.0.1:1")
                    .hasMessageContaining("Connection refused").hasMessageNotContaining("the-secret");
        }
    }
}
