package io.blueshift.connector.lake;

import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.storage.StorageConfig;
import io.blueshift.embedded.EmbeddedS3;
import io.blueshift.embedded.IcebergRestServer;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.SessionCatalog.SessionContext;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.rest.HTTPClient;
import org.apache.iceberg.rest.RESTSessionCatalog;

import java.util.HashMap;
import java.util.Map;

import static io.trino.testing.TestingSession.testSessionBuilder;

/** An S3 server and a REST catalog that live as long as the test, and runners and Iceberg clients over them. */
final class LakeEnvironment implements AutoCloseable {
    static final String BUCKET = "lake";

    private final EmbeddedS3 s3 = EmbeddedS3.start();
    private final IcebergRestServer rest = IcebergRestServer.start("s3://" + BUCKET + "/warehouse");
    private final LakeStorage storage;

    LakeEnvironment() {
        s3.createBucket(BUCKET);
        storage = new LakeStorage(new StorageConfig().setEndpoint(s3.endpoint().toString()).setPathStyleAccess(true)
                .setAwsAccessKey(s3.accessKey()).setAwsSecretKey(s3.secretKey()));
    }

    /** What a catalog's properties file would say. */
    Map<String, String> restCatalog() {
        Map<String, String> properties = new HashMap<>(s3Properties());
        properties.put("iceberg.catalog.type", "rest");
        properties.put("iceberg.rest-catalog.uri", rest.uri().toString());
        return properties;
    }

    Map<String, String> s3Properties() {
        return Map.of("s3.endpoint", s3.endpoint().toString(), "s3.path-style-access", "true", "s3.aws-access-key",
                s3.accessKey(), "s3.aws-secret-key", s3.secretKey());
    }

    LakeStorage storage() {
        return storage;
    }

    /** A table as another Iceberg client sees it. */
    Table load(String schema, String table) {
        RESTSessionCatalog catalog = new RESTSessionCatalog(
                settings -> HTTPClient.builder(settings).uri(settings.get("uri"))
                        .build(),
                (context, settings) -> new HadoopFileIO(storage.hadoopConfiguration()));
        catalog.initialize("other", Map.of("uri", rest.uri().toString()));
        return catalog.asCatalog(SessionContext.createEmpty()).loadTable(TableIdentifier.of(schema, table));
    }

    /** A Trino in this process without catalogs but {@code tpch}; the lake's plugin is installed. */
    static QueryRunner runner() throws Exception {
        QueryRunner runner = DistributedQueryRunner
                .builder(testSessionBuilder().setCatalog("lake").setSchema("test").build())
                .setWorkerCount(0).build();
        runner.installPlugin(new TpchPlugin());
        runner.createCatalog("tpch", "tpch");
        runner.installPlugin(new LakePlugin());
        return runner;
    }

    @Override
    public void close() {
        storage.close();
        rest.close();
        s3.close();
    }
}
