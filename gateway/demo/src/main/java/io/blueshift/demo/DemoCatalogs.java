package io.blueshift.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The demo's catalog files, as a user would write them: one properties file for each source. */
final class DemoCatalogs {
    static final String MYSQL_DATABASE = "warehouse";

    private DemoCatalogs() {}

    /** Writes one file per catalog into {@code directory}, which is made where it is missing. */
    static void write(Path directory, DemoSources sources) throws IOException {
        Files.createDirectories(directory);
        write(directory, "postgresql", Map.of("connection-url", sources.postgres().jdbcUrl(), "connection-user",
                DemoSources.USER, "connection-password", DemoSources.PASSWORD));
        write(directory, "mysql", Map.of("connection-url", sources.mysql().jdbcUrl(), "connection-user",
                DemoSources.USER, "connection-password", DemoSources.PASSWORD));
        Map<String, String> lake = new LinkedHashMap<>();
        lake.put("iceberg.catalog.type", "rest");
        lake.put("iceberg.rest-catalog.uri", sources.icebergCatalog().toString());
        lake.put("s3.endpoint", sources.s3().endpoint().toString());
        lake.put("s3.region", "us-east-1");
        lake.put("s3.path-style-access", "true");
        lake.put("s3.aws-access-key", sources.s3().accessKey());
        lake.put("s3.aws-secret-key", sources.s3().secretKey());
        write(directory, "lake", lake);
        // Names and exact money as the TPC-H specification has them; the defaults are short names and DOUBLE
        write(directory, "tpch",
                Map.of("tpch.column-naming", "STANDARD", "tpch.double-type-mapping", "DECIMAL"));
        write(directory, "tpcds", Map.of());
    }

    private static void write(Path directory, String catalog, Map<String, String> properties) throws IOException {
        String text = properties.entrySet()
                .stream()
                .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                .collect(Collectors.joining("", "connector.name=" + catalog + "\n", ""));
        Files.writeString(directory.resolve(catalog + ".properties"), text);
    }
}
