package io.blueshift.connector.lake.storage;

import io.blueshift.embedded.EmbeddedS3;
import io.trino.spi.TrinoException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LakeStorageS3Test {
    private static EmbeddedS3 s3;

    @BeforeAll
    static void startS3() {
        s3 = EmbeddedS3.start();
        s3.createBucket("files");
    }

    @AfterAll
    static void stopS3() {
        s3.close();
    }

    private static StorageConfig config() {
        return new StorageConfig().setEndpoint(s3.endpoint().toString()).setPathStyleAccess(true)
                .setAwsAccessKey(s3.accessKey()).setAwsSecretKey(s3.secretKey());
    }

    private static void write(LakeStorage storage, String location, byte[] bytes) throws IOException {
        try (OutputStream out = storage.create(location)) {
            out.write(bytes);
        }
    }

    @Test
    void listsReadsAndDeletesObjects() throws IOException {
        try (LakeStorage storage = new LakeStorage(config())) {
            byte[] bytes = new byte[3_000_000];
            new Random(1).nextBytes(bytes);
            write(storage, "s3://files/t/dt=2024-01-01/a.bin", bytes);
            write(storage, "s3a://files/t/b c+d.csv", new byte[]{1, 2, 3});
            write(storage, "s3://files/t/_SUCCESS", new byte[0]);

            assertThat(storage.list("s3://files/t/")).extracting(LakeFile::location)
                    .containsExactlyInAnyOrder("s3://files/t/dt=2024-01-01/a.bin", "s3://files/t/b c+d.csv");
            assertThat(storage.list("s3a://files/t")).extracting(LakeFile::location)
                    .contains("s3a://files/t/b c+d.csv");
            assertThat(storage.list("s3://files/nothing")).isEmpty();
            assertThat(storage.list("s3://files/t/b c+d.csv")).hasSize(1);

            byte[] part = new byte[1000];
            try (FSDataInputStream in = storage.open("s3://files/t/dt=2024-01-01/a.bin", bytes.length)) {
                in.readFully(2_000_000, part);
                assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(bytes, 2_000_000, 2_001_000));
                in.readFully(10, part);
                assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(bytes, 10, 1010));
            }
            try (FSDataInputStream in = storage.openSequential("s3://files/t/dt=2024-01-01/a.bin", bytes.length)) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
            Path path = new Path("s3://files/t/b c+d.csv");
            try (FileSystem library = path.getFileSystem(storage.hadoopConfiguration())) {
                assertThat(library.getFileStatus(path).getLen()).isEqualTo(3);
            }
            storage.delete("s3://files/t/b c+d.csv");
            assertThat(storage.file("s3://files/t/b c+d.csv")).isEmpty();
        }
    }

    @Test
    @Timeout(20)
    void wrongKeysAndMissingBucketsAreClearErrors() {
        try (LakeStorage storage = new LakeStorage(config().setAwsSecretKey("wrong-secret"))) {
            assertThatThrownBy(() -> storage.list("s3://files/t")).isInstanceOf(TrinoException.class)
                    .hasMessageContaining("s3://files/t").hasMessageContaining(s3.endpoint().toString())
                    .hasMessageContaining("403").hasMessageNotContaining("wrong-secret");
        }
        try (LakeStorage storage = new LakeStorage(config())) {
            assertThatThrownBy(() -> storage.list("s3://no-such-bucket/t")).isInstanceOf(TrinoException.class)
                    .hasMessageContaining("no-such-bucket");
        }
    }

    @Test
    @Timeout(30)
    void silentServerTimesOut() throws IOException {
        // Accepts connections and never answers
        try (ServerSocket silent = new ServerSocket(0);
                LakeStorage storage = new LakeStorage(
                        config().setEndpoint("http://127.0.0.1:" + silent.getLocalPort())
                                .setSocketTimeout(io.airlift.units.Duration.valueOf("2s")))) {
            assertThatThrownBy(() -> storage.list("s3://files/t")).isInstanceOf(TrinoException.class)
                    .hasMessageContaining("127.0.0.1:" + silent.getLocalPort());
        }
    }
}
