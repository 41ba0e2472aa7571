package io.blueshift.benchmarks.mixed;

import io.blueshift.benchmarks.BenchReport;
import io.blueshift.benchmarks.store.GeneratedTable;
import io.blueshift.benchmarks.store.LocalTables;
import io.blueshift.benchmarks.store.TpchPages;
import io.blueshift.benchmarks.tpch.Engine;
import io.blueshift.benchmarks.tpch.Gateway;
import io.trino.tpch.TpchTable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The gateway, in this process, and its peer, in another: each with lineitem in what it has of its own, and with a catalog
 * for each of the two servers, whose settings are the defaults. Both have this machine's processors and this JVM's heap.
 */
public final class MixedEngines implements AutoCloseable {
    private static final String LINE_ITEM = TpchTable.LINE_ITEM.getTableName();

    private final Gateway gateway;
    private final Engine ours;
    private final Optional<StockTrino> peer;

    private MixedEngines(Gateway gateway, Engine ours, Optional<StockTrino> peer) {
        this.gateway = gateway;
        this.ours = ours;
        this.peer = peer;
    }

    /**
     * Starts both and loads lineitem.
     *
     * @param directory for all that they write
     * @param peerHome where the peer is unpacked, if it takes part
     */
    public static MixedEngines start(RemoteTables remote, double scale, Path directory, Optional<Path> peerHome,
            BenchReport report) throws IOException, InterruptedException, SQLException {
        int threads = Runtime.getRuntime().availableProcessors();
        Path data = directory.resolve("gateway");
        report.progress("loading %s at scale %s into local tables".formatted(LINE_ITEM, scale));
        loadLocal(scale, threads, Gateway.tables(data));
        Optional<StockTrino> peer = peerHome.isPresent()
                ? Optional.of(startPeer(peerHome.get(), remote, scale, directory, report))
                : Optional.empty();
        Gateway gateway = new Gateway(data, threads, Optional.empty());
        createCatalogs(gateway, remote.catalogs());
        return new MixedEngines(gateway, gateway.engine("blueshift", Map.of()), peer);
    }

    private static void loadLocal(double scale, int threads, Path directory) {
        GeneratedTable table = TpchPages.tables(scale, threads).stream()
                .filter(generated -> generated.name().equals(LINE_ITEM)).findFirst().orElseThrow();
        try (LocalTables local = new LocalTables(directory, table.types())) {
            local.load(table, List.of(table.columns().getFirst().name()));
        }
    }

    private static StockTrino startPeer(Path home, RemoteTables remote, double scale, Path directory,
            BenchReport report) throws IOException, InterruptedException, SQLException {
        report.progress("starting Trino %s, and loading %s at scale %s into its memory".formatted(
                StockTrinoFiles.VERSION, LINE_ITEM, scale));
        StockTrino peer = StockTrino.start(home, Files.createDirectories(directory.resolve("trino")),
                remote.catalogs());
        try {
            remote.lendLineItem(() -> peer.keep(LINE_ITEM, RemoteTables.POSTGRESQL + ".public." + LINE_ITEM));
            return peer;
        } catch (SQLException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    private static void createCatalogs(Gateway gateway, Map<String, Map<String, String>> catalogs)
            throws SQLException {
        try (Connection connection = gateway.connect(Map.of()); Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Map<String, String>> catalog : catalogs.entrySet()) {
                statement.execute("CREATE CATALOG %1$s USING %1$s WITH (%2$s)".formatted(catalog.getKey(),
                        catalog.getValue().entrySet().stream()
                                .map(property -> "\"%s\" = '%s'".formatted(property.getKey(), property.getValue()))
                                .collect(Collectors.joining(", "))));
            }
        }
    }

    public Engine ours() {
        return ours;
    }

    public Optional<StockTrino> peer() {
        return peer;
    }

    @Override
    public void close() throws SQLException {
        gateway.close();
        if (peer.isPresent()) {
            peer.get().close();
        }
    }
}
