package io.blueshift.server.planning;

import io.blueshift.embedded.EmbeddedMySql;
import io.blueshift.embedded.EmbeddedPostgres;
import io.blueshift.embedded.EmbeddedS3;
import io.blueshift.embedded.IcebergRestServer;
import io.blueshift.server.BlueshiftServer;
import io.blueshift.server.ServerOptions;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A whole server with a catalog for each kind of source: {@code postgresql}, {@code mysql}, {@code lake}, {@code local}.
 * They hold the tables of {@code sources/setup/}, the databases' made by their own drivers.
 */
final class RealSources implements AutoCloseable {
    private static final String BUCKET = "bucket";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final EmbeddedPostgres postgres;
    private final EmbeddedMySql mysql;
    private final BlueshiftServer server;

    RealSources(Path directory) throws Exception {
        postgres = add(EmbeddedPostgres.start());
        mysql = add(EmbeddedMySql.start());
        EmbeddedS3 s3 = add(EmbeddedS3.start());
        IcebergRestServer iceberg = add(IcebergRestServer.start("s3://" + BUCKET + "/warehouse"));
        s3.createBucket(BUCKET);
        s3.put(BUCKET, "events/day=2026-01-01/a.csv", setup("events-1.csv").getBytes(UTF_8));
        s3.put(BUCKET, "events/day=2026-01-02/a.csv", setup("events-2.csv").getBytes(UTF_8));
        try (Connection connection = connectToPostgres()) {
            execute(connection, setup("postgresql.sql"));
        }
        try (Connection connection = connectToMySql()) {
            execute(connection, setup("mysql.sql"));
        }
        server = add(BlueshiftServer.start(ServerOptions.builder(directory).port(0).build()));
        try (Connection connection = connect(Map.of())) {
            execute(connection,
                    catalog("postgresql", database(postgres.jdbcUrl(), postgres.user(), postgres.password())));
            execute(connection, "CREATE EXTERNAL SCHEMA mysql FROM MYSQL DATABASE 'shop' URI '%s' PORT %s USER '%s'"
                    .formatted(mysql.host(), mysql.port(), mysql.user()));
            execute(connection, catalog("lake", lake(s3, iceberg)));
            execute(connection, setup("lake.sql"));
            execute(connection, setup("local.sql"));
        }
    }

    private <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    Connection connect(Map<String, String> session) throws SQLException {
        return Sql.connect(server.uri(), session);
    }

    /** Past the gateway. */
    Connection connectToPostgres() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    Connection connectToMySql() throws SQLException {
        return DriverManager.getConnection(mysql.jdbcUrl(), mysql.user(), mysql.password());
    }

    private static Map<String, String> database(String url, String user, String password) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("connection-url", url);
        properties.put("connection-user", user);
        properties.put("connection-password", password);
        return properties;
    }

    private static Map<String, String> lake(EmbeddedS3 s3, IcebergRestServer iceberg) {
        return Map.of("iceberg.catalog.type", "rest", "iceberg.rest-catalog.uri", iceberg.uri().toString(),
                "s3.endpoint", s3.endpoint().toString(), "s3.region", "us-east-1", "s3.path-style-access", "true",
                "s3.aws-access-key", s3.accessKey(), "s3.aws-secret-key", s3.secretKey());
    }

    private static String catalog(String name, Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> "\"%s\" = '%s'".formatted(property.getKey(), property.getValue()))
                .collect(Collectors.joining(", ", "CREATE CATALOG " + name + " USING " + name + " WITH (", ")"));
    }

    /** Statements are parted by empty lines. */
    private static void execute(Connection connection, String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements.split("\n\n")) {
                statement.execute(sql);
            }
        }
    }

    private static String setup(String name) throws IOException, URISyntaxException {
        return Files.readString(Path.of(RealSources.class.getResource("/sources/setup/" + name).toURI()));
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
