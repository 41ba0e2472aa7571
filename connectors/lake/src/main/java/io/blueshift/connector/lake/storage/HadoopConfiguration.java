package io.blueshift.connector.lake.storage;

import org.apache.hadoop.conf.Configuration;

/** Turns our few settings into Hadoop's many. */
final class HadoopConfiguration {
    private HadoopConfiguration() {}

    static Configuration of(StorageConfig config) {
        Configuration hadoop = new Configuration(false);
        config.getEndpoint().ifPresent(endpoint -> hadoop.set("fs.s3a.endpoint", endpoint));
        return hadoop;
    }
}
