package io.blueshift.connector.lake.storage;

import io.airlift.units.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider;
import org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider;
import org.apache.hadoop.fs.s3a.impl.AWSClientConfig;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Turns our few settings into Hadoop's many. No configuration file is read: what is not set here has the default compiled
 * into Hadoop.
 */
final class HadoopConfiguration {
    /** Names the storage that {@link SharedFileSystem} shall delegate to. */
    static final String STORAGE_ID = "blueshift.storage.id";

    static {
        // S3A raises every timeout to 15 s otherwise, which is longer than a user waits for an error
        AWSClientConfig.setMinimumOperationDuration(java.time.Duration.ofSeconds(1));
    }

    private HadoopConfiguration() {}

    /** For the file systems that really serve locations. */
    static Configuration of(StorageConfig config) {
        Configuration hadoop = new Configuration(false);
        hadoop.setClassLoader(HadoopConfiguration.class.getClassLoader());
        hadoop.set("hadoop.tmp.dir", System.getProperty("java.io.tmpdir"));
        connection(hadoop, config);
        credentials(hadoop, config);
        reading(hadoop);
        return hadoop;
    }

    /** For libraries that ask Hadoop for a file system: they get the face of one that is already open. */
    static Configuration sharing(Configuration hadoop, String storageId) {
        Configuration shared = new Configuration(hadoop);
        shared.set(STORAGE_ID, storageId);
        for (String scheme : new String[]{"s3", "s3a", "file"}) {
            shared.setClass("fs." + scheme + ".impl", SharedFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
            // Hadoop's cache is one for the whole process: two catalogs would share one's credentials
            shared.setBoolean("fs." + scheme + ".impl.disable.cache", true);
        }
        return shared;
    }

    private static void connection(Configuration hadoop, StorageConfig config) {
        config.getEndpoint().ifPresent(endpoint -> {
            hadoop.set("fs.s3a.endpoint", endpoint);
            hadoop.setBoolean("fs.s3a.connection.ssl.enabled", !endpoint.startsWith("http://"));
        });
        String region = config.getRegion().orElse(config.getEndpoint().isPresent() ? "us-east-1" : "");
        if (!region.isEmpty()) {
            hadoop.set("fs.s3a.endpoint.region", region);
        }
        hadoop.setBoolean("fs.s3a.path.style.access", config.isPathStyleAccess());
        hadoop.setInt("fs.s3a.connection.maximum", config.getMaxConnections());
        hadoop.set("fs.s3a.connection.establish.timeout", millis(config.getConnectTimeout()));
        hadoop.set("fs.s3a.connection.timeout", millis(config.getSocketTimeout()));
        hadoop.set("fs.s3a.connection.acquisition.timeout", millis(config.getSocketTimeout()));
        // Repeating is S3A's business alone; the SDK below it would multiply the attempts
        hadoop.setInt("fs.s3a.attempts.maximum", 0);
        hadoop.setInt("fs.s3a.retry.limit", config.getMaxErrorRetries());
        hadoop.set("fs.s3a.retry.interval", "100ms");
        hadoop.setInt("fs.s3a.retry.throttle.limit", 5);
        hadoop.set("fs.s3a.retry.throttle.interval", "200ms");
    }

    private static void credentials(Configuration hadoop, StorageConfig config) {
        if (config.getAwsAccessKey().isEmpty() || config.getAwsSecretKey().isEmpty()) {
            hadoop.set("fs.s3a.aws.credentials.provider", DefaultCredentialsProvider.class.getName());
            return;
        }
        hadoop.set("fs.s3a.access.key", config.getAwsAccessKey().get());
        hadoop.set("fs.s3a.secret.key", config.getAwsSecretKey().get());
        config.getAwsSessionToken().ifPresent(token -> hadoop.set("fs.s3a.session.token", token));
        Class<?> provider = config.getAwsSessionToken().isPresent()
                ? TemporaryAWSCredentialsProvider.class
                : SimpleAWSCredentialsProvider.class;
        hadoop.set("fs.s3a.aws.credentials.provider", provider.getName());
    }

    private static void reading(Configuration hadoop) {
        // The analytics stream prefetches whole objects: 9-18 ms per small read instead of 1 ms
        hadoop.set("fs.s3a.input.stream.type", "classic");
        // Without a probe a missing bucket shows at the first request, one request cheaper
        hadoop.setInt("fs.s3a.bucket.probe", 0);
        hadoop.setBoolean("fs.s3a.audit.enabled", false);
    }

    /** The file system that really serves a location, not yet initialised. */
    static org.apache.hadoop.fs.FileSystem implementation(String scheme) {
        return switch (scheme) {
            case "s3", "s3a" -> new S3AFileSystem();
            case "file" -> new LocalFiles();
            default -> throw new IllegalArgumentException(scheme);
        };
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
