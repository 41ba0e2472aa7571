package io.blueshift.server;

import io.trino.spi.eventlistener.EventListener;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Everything that a server has to be told. Made by {@link ConfigurationFile} from {@code blueshift.properties}, or by
 * {@link #builder} where another program (the demo, a test) runs a server inside itself.
 *
 * @param origin where the options come from, for messages about wrong ones
 * @param bindAddress host name or IP address to listen on; {@code 127.0.0.1} keeps the server private to the machine
 * @param port TCP port, 0 for any free one
 * @param dataDirectory local tables, the lake's table definitions, catalog files and logs; created where missing
 * @param catalogsDirectory one {@code NAME.properties} per catalog; created where missing
 * @param logFile current log file; older ones lie beside it
 * @param spillDirectory rows of queries that outgrow their memory, while these run; this server's alone
 * @param spillMax bytes that all queries may put there together; half of what the disk has left at the start if empty
 * @param sampleCatalogs whether the generators {@code tpch} and {@code tpcds} are catalogs
 * @param shutdownGrace how long {@link BlueshiftServer#close} lets running queries go on
 * @param engineProperties settings of Trino's engine that override those derived from this record
 * @param eventListeners told of every query's creation and completion, besides those that Trino itself loads
 */
public record ServerOptions(String origin, String bindAddress, int port, Path dataDirectory, Path catalogsDirectory,
        Path logFile, Path spillDirectory, OptionalLong spillMax,
        boolean sampleCatalogs, Duration shutdownGrace, Map<String, String> engineProperties,
        List<EventListener> eventListeners) {
    public static final int DEFAULT_PORT = 8080;
    public static final Duration DEFAULT_SHUTDOWN_GRACE = Duration.ofSeconds(20);

    public ServerOptions {
        Objects.requireNonNull(origin, "origin is null");
        Objects.requireNonNull(bindAddress, "bindAddress is null");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is not between 0 and 65535: " + port);
        }
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        catalogsDirectory = catalogsDirectory.toAbsolutePath().normalize();
        logFile = logFile.toAbsolutePath().normalize();
        spillDirectory = spillDirectory.toAbsolutePath().normalize();
        Objects.requireNonNull(spillMax, "spillMax is null");
        Objects.requireNonNull(shutdownGrace, "shutdownGrace is null");
        engineProperties = Map.copyOf(engineProperties);
        eventListeners = List.copyOf(eventListeners);
    }

    /** Options with every default, for a server that keeps its state in the given directory. */
    public static Builder builder(Path dataDirectory) {
        return new Builder(dataDirectory);
    }

    /** Collects options one by one; what is not set keeps its default. */
    public static final class Builder {
        private final Path dataDirectory;
        private String origin = "server options";
        private String bindAddress = "127.0.0.1";
        private int port = DEFAULT_PORT;
        private Path catalogsDirectory;
        private Path logFile;
        private Path spillDirectory;
        private OptionalLong spillMax = OptionalLong.empty();
        private boolean sampleCatalogs = true;
        private Duration shutdownGrace = DEFAULT_SHUTDOWN_GRACE;
        private Map<String, String> engineProperties = Map.of();
        private List<EventListener> eventListeners = List.of();

        private Builder(Path dataDirectory) {
            this.dataDirectory = Objects.requireNonNull(dataDirectory, "dataDirectory is null");
            this.catalogsDirectory = dataDirectory.resolve("catalogs");
            this.logFile = dataDirectory.resolve("log").resolve("server.log");
            this.spillDirectory = dataDirectory.resolve("spill");
        }

        public Builder origin(String value) {
            origin = value;
            return this;
        }

        public Builder bindAddress(String value) {
            bindAddress = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder catalogsDirectory(Path value) {
            catalogsDirectory = value;
            return this;
        }

        public Builder logFile(Path value) {
            logFile = value;
            return this;
        }

        public Builder spillDirectory(Path value) {
            spillDirectory = value;
            return this;
        }

        public Builder spillMax(long bytes) {
            spillMax = OptionalLong.of(bytes);
            return this;
        }

        public Builder sampleCatalogs(boolean value) {
            sampleCatalogs = value;
            return this;
        }

        public Builder shutdownGrace(Duration value) {
            shutdownGrace = value;
            return this;
        }

        public Builder engineProperties(Map<String, String> value) {
            engineProperties = value;
            return this;
        }

        public Builder eventListeners(EventListener... value) {
            eventListeners = List.of(value);
            return this;
        }

        public ServerOptions build() {
            return new ServerOptions(origin, bindAddress, port, dataDirectory, catalogsDirectory, logFile,
                    spillDirectory, spillMax, sampleCatalogs, shutdownGrace, engineProperties, eventListeners);
        }
    }
}
