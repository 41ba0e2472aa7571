package io.blueshift.benchmarks.mixed;

import io.blueshift.benchmarks.tpch.Answer;
import io.blueshift.benchmarks.tpch.Engine;
import io.blueshift.benchmarks.tpch.Run;
import io.blueshift.benchmarks.tpch.TpchQuery;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A Trino as it is published, one node in a process of its own, with the flags that its documentation recommends, this
 * JVM's heap size and this JVM's number of processors. Its settings are those it comes with, but for the size that its
 * memory connector may have.
 */
public final class StockTrino implements Engine, AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final int LINES_SHOWN = 30;
    private static final List<String> JVM_FLAGS = List.of("-XX:+UseG1GC", "-XX:G1HeapRegionSize=32M",
            "-XX:+ExplicitGCInvokesConcurrent", "-XX:+ExitOnOutOfMemoryError", "-XX:-OmitStackTraceInFastThrow",
            "-XX:ReservedCodeCacheSize=512M", "-XX:PerMethodRecompilationCutoff=10000",
            "-XX:PerBytecodeRecompilationCutoff=10000", "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true", "-Djdk.nio.maxCachedBufferSize=2000000", "-Dfile.encoding=UTF-8",
            "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final Connection connection;

    private StockTrino(Process process, Connection connection) {
        this.process = process;
        this.connection = connection;
    }

    /**
     * Starts it and waits until it takes queries.
     *
     * @param home where it is unpacked
     * @param directory for its settings, its log and what it writes
     * @param catalogs properties by catalog, whose names are those of their connectors
     */
    public static StockTrino start(Path home, Path directory, Map<String, Map<String, String>> catalogs)
            throws IOException, InterruptedException, SQLException {
        int port = freePort();
        writeSettings(home, directory, catalogs, port);
        Process process = new ProcessBuilder(command(home, directory)).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(log(directory).toFile()).start();
        // It has no other way to learn that this JVM is gone
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            await(process, port, directory);
            Properties properties = new Properties();
            properties.setProperty("user", "bench");
            return new StockTrino(process, DriverManager
                    .getConnection("jdbc:trino://127.0.0.1:%d/memory/default".formatted(port), properties));
        } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void writeSettings(Path home, Path directory, Map<String, Map<String, String>> catalogs, int port)
            throws IOException {
        Path catalogDirectory = Files.createDirectories(directory.resolve("catalog"));
        Files.writeString(directory.resolve("config.properties"), """
                coordinator=true
                node-scheduler.include-coordinator=true
                http-server.http.port=%d
                discovery.uri=http://127.0.0.1:%d
                catalog.config-dir=%s
                plugin.dir=%s
                """.formatted(port, port, catalogDirectory, home.resolve("plugin").toAbsolutePath()));
        Files.writeString(catalogDirectory.resolve("memory.properties"),
                "connector.name=memory\nmemory.max-data-per-node=%dB\n"
                        .formatted(Runtime.getRuntime().maxMemory() / 2));
        for (Map.Entry<String, Map<String, String>> catalog : catalogs.entrySet()) {
            List<String> lines = new ArrayList<>(List.of("connector.name=" + catalog.getKey()));
            catalog.getValue().forEach((name, value) -> lines.add(name + "=" + value));
            Files.write(catalogDirectory.resolve(catalog.getKey() + ".properties"), lines);
        }
    }

    private static List<String> command(Path home, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx%dm".formatted(Runtime.getRuntime().maxMemory() >> 20));
        command.add("-XX:ActiveProcessorCount=" + Runtime.getRuntime().availableProcessors());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-Dconfig=" + directory.resolve("config.properties"), "-Dnode.environment=bench",
                "-Dnode.id=bench", "-Dnode.data-dir=" + directory.resolve("data"), "-Dnode.bind-ip=127.0.0.1",
                "-Dnode.internal-address=127.0.0.1", "-cp", home.toAbsolutePath().resolve("lib") + "/*",
                "io.trino.server.TrinoServer"));
        return command;
    }

    private static Path log(Path directory) {
        return directory.resolve("server.log");
    }

    private static void await(Process process, int port, Path directory) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/info".formatted(port)))
                    .build();
            while (!isReady(client, request)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("The stock Trino did not start:\n" + reason(log(directory)));
                }
                Thread.sleep(200);
            }
        }
    }

    /** From its first error on, or the end of its log. */
    private static String reason(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        int begin = Math.max(0, lines.size() - LINES_SHOWN);
        for (int i = 0; i < begin; i++) {
            if (lines.get(i).contains("\tERROR\t")) {
                begin = i;
            }
        }
        return String.join("\n", lines.subList(begin, Math.min(lines.size(), begin + LINES_SHOWN)));
    }

    private static boolean isReady(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body().contains("\"starting\":false");
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public String name() {
        return "trino_" + StockTrinoFiles.VERSION;
    }

    @Override
    public Run run(TpchQuery query) throws SQLException {
        long begin = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query.sql())) {
            Answer answer = Answer.read(results);
            double millis = (System.nanoTime() - begin) / 1e6;
            return new Run(answer, millis, 0, millis);
        }
    }

    /** Keeps a copy of a remote table in its memory, in the schema of its session. */
    void keep(String table, String remote) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE %s AS SELECT * FROM %s".formatted(table, remote));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
