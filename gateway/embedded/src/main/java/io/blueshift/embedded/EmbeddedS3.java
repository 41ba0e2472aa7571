package io.blueshift.embedded;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An S3 server inside this JVM, on the loopback interface, for the demo and for tests. Checks signatures (versions 2 and 4); takes
 * path-style addresses; one region of any name. Runs wherever Java does.
 *
 * <p>
 * Thread-safe.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final String ACCESS_KEY = "blueshift";
    private static final String SECRET_KEY = "blueshift-secret";

    private final S3Proxy server;
    private final BlobStore store;

    private EmbeddedS3(BlobStore store) {
        this.store = store;
        this.server = S3Proxy.builder().blobStore(store).endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY).ignoreUnknownHeaders(true)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new EmbeddedServerException("Could not start the embedded S3 server: " + e, e);
        }
    }

    /** Starts with objects in memory. */
    public static EmbeddedS3 start() {
        return new EmbeddedS3(new TransientNio2BlobStore());
    }

    /** Starts on objects that stay in {@code directory} (made if missing): a folder for each bucket, a file for each object. */
    public static EmbeddedS3 start(Path directory) {
        try {
            return new EmbeddedS3(
                    new FilesystemNio2BlobStore(Files.createDirectories(directory).toRealPath().toString()));
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "Could not make the directory " + directory + " of the embedded S3 server: " + e, e);
        }
    }

    /** Where clients connect, without a bucket. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public String accessKey() {
        return ACCESS_KEY;
    }

    public String secretKey() {
        return SECRET_KEY;
    }

    /** Makes a bucket unless it is there. Names have three letters at least. */
    public void createBucket(String name) {
        if (!store.containerExists(name)) {
            store.createContainer(name);
        }
    }

    /** Writes an object as a client would, replacing one of the same key. */
    public void put(String bucket, String key, byte[] content) {
        store.putBlob(
                PutObjectRequest.builder().bucket(bucket).key(key).contentLength((long) content.length).build(),
                new ByteArrayInputStream(content));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new EmbeddedServerException("Could not stop the embedded S3 server: " + e, e);
        }
        store.close();
    }
}
