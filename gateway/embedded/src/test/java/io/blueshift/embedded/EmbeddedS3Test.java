package io.blueshift.embedded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class EmbeddedS3Test {
    @Test
    void putsGetsListsAndRefuses() {
        try (EmbeddedS3 s3 = EmbeddedS3.start(); S3Client client = client(s3, s3.secretKey())) {
            s3.createBucket("lake");
            s3.createBucket("lake");
            client.putObject(request -> request.bucket("lake").key("a/b c.txt"), RequestBody.fromString("0123456789"));
            assertThat(client.getObjectAsBytes(request -> request.bucket("lake").key("a/b c.txt").range("bytes=3-5"))
                    .asUtf8String())
                    .isEqualTo("345");
            assertThat(client.listObjectsV2(request -> request.bucket("lake").prefix("a/")).contents())
                    .extracting(S3Object::key)
                    .containsExactly("a/b c.txt");
            assertThatThrownBy(
                    () -> client.putObject(request -> request.bucket("lake").key("a/b c.txt").ifNoneMatch("*"),
                            RequestBody.fromString("x")))
                    .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
            assertThatThrownBy(() -> client.getObjectAsBytes(request -> request.bucket("lake").key("none")))
                    .isInstanceOf(NoSuchKeyException.class);
            try (S3Client stranger = client(s3, "wrong")) {
                assertThatThrownBy(() -> stranger.listBuckets())
                        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            }
        }
    }

    @Test
    void keepsObjectsInADirectory(@TempDir Path parent) {
        Path directory = parent.resolve("with spaces");
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory); S3Client client = client(s3, s3.secretKey())) {
            s3.createBucket("lake");
            client.putObject(request -> request.bucket("lake").key("kept"), RequestBody.fromString("yes"));
        }
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory); S3Client client = client(s3, s3.secretKey())) {
            assertThat(client.getObjectAsBytes(request -> request.bucket("lake").key("kept")).asUtf8String())
                    .isEqualTo("yes");
        }
    }

    private static S3Client client(EmbeddedS3 s3, String secretKey) {
        return S3Client.builder().endpointOverride(s3.endpoint()).forcePathStyle(true).region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), secretKey)))
                .build();
    }
}
