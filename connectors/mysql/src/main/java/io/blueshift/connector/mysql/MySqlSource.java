package io.blueshift.connector.mysql;

import com.google.common.collect.MapMaker;
import com.google.inject.Inject;
import com.mysql.cj.conf.ConnectionUrlParser;
import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.jdbc.JdbcConnection;
import io.blueshift.connector.jdbc.ConnectionPool;
import io.blueshift.connector.jdbc.JdbcConfig;
import io.blueshift.connector.jdbc.JdbcSource;
import io.blueshift.connector.jdbc.JdbcSplit;
import io.blueshift.connector.jdbc.PageReader;
import io.blueshift.connector.jdbc.ReaderPages;
import io.blueshift.connector.jdbc.RemoteScan;
import io.blueshift.connector.jdbc.RemoteStatement;
import io.blueshift.connector.jdbc.ResultPages;
import io.blueshift.connector.jdbc.SourceCatalog;
import io.blueshift.connector.jdbc.SourceDdl;
import io.blueshift.connector.jdbc.SourceTypes;
import io.blueshift.connector.mysql.rows.KeyRanges;
import io.blueshift.connector.mysql.rows.PartTransactions;
import io.blueshift.connector.mysql.rows.ReadConsistency;
import io.blueshift.connector.mysql.rows.RowPages;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.type.TypeManager;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

import static io.trino.spi.session.PropertyMetadata.enumProperty;
import static io.trino.spi.session.PropertyMetadata.integerProperty;
import static java.util.stream.Collectors.joining;

/**
 * MySQL or MariaDB, for the shared connector. Every connection has the session zone UTC and a strict SQL mode of ours, so that
 * neither depends on the server's settings and a value that does not fit is an error, never cut.
 */
class MySqlSource implements JdbcSource {
    private static final int ROWS_PER_GROUP = 100;
    private static final String PREFIX = "jdbc:mysql:";
    /** For these the URL decides if it says something; the connector depends on the others. */
    private static final Map<String, String> PREFERRED = Map.of("tcpKeepAlive", "true", "allowPublicKeyRetrieval",
            "true",
            "connectionAttributes", "program_name:blueshift");
    private static final Map<String, String> REQUIRED = Map.of("rewriteBatchedStatements", "true", "useServerPrepStmts",
            "false",
            "characterEncoding", "UTF-8", "useInformationSchema", "false", "allowMultiQueries", "false",
            "queryTimeoutKillsConnection", "false",
            // Rows that an UPDATE finds are counted, whether it has to change them or not
            "useAffectedRows", "false",
            // The driver would call a TINYINT(1) a BIT, whose values are sent in another form
            "tinyInt1isBit", "false",
            // Rows of a cursor, too
            "useCursorFetch", "false",
            // What a column's own character set means is the server's to know: the driver takes some for another one
            "characterSetResults", "UTF-8");
    // By a server's settings, "id IS NULL" may be the row that was added last, and a result may end after some rows; an
    // AUTO_INCREMENT of 0 would become the next number
    private static final String SESSION = "SET SESSION time_zone = '+00:00', max_sort_length = 1024,"
            + " sql_auto_is_null = 0, sql_select_limit = 18446744073709551615,"
            + " sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'";
    /**
     * MariaDB keeps no old copies of its statistics. Of lists so long that its memory for them does not suffice, 8 MB by
     * default, MySQL uses no index; MariaDB makes tables of such lists.
     */
    private static final String OF_MYSQL = ", information_schema_stats_expiry = 0, range_optimizer_max_mem_size = 268435456";

    /** One address may stand for several servers, which count their connections each. */
    private static final String SERVER = "SELECT CONCAT_WS(':', @@hostname, @@port, @@server_id)";

    private static final String CONNECT_TIMEOUT = "connectTimeout";
    private static final String READ_TIMEOUT = "socketTimeout";

    private static final String READ_PROTOCOL = "read_protocol";
    private static final String READ_PARALLELISM = "read_parallelism";
    private static final String READ_CONSISTENCY = "read_consistency";

    private final MySqlConfig config;
    /** As the URL has it; by default a query may be silent for any time. */
    private volatile int readTimeoutMillis;
    private final PartTransactions parts = new PartTransactions();
    private final ServerKind kind = new ServerKind();
    /** To which server a connection leads. */
    private final Map<JdbcConnection, String> servers = new MapMaker().weakKeys().makeMap();
    private final MySqlDialect dialect = new MySqlDialect(kind);
    private final MySqlCatalog catalog;
    private final MySqlTypes types = new MySqlTypes();
    private final MySqlDdl ddl;

    @Inject
    MySqlSource(TypeManager typeManager, MySqlConfig config) {
        this.config = config;
        this.catalog = new MySqlCatalog(new MySqlColumnTypes(typeManager));
        this.ddl = new MySqlDdl(dialect, types, config.isWritesWithoutTransactions());
    }

    @Override
    public String product() {
        return kind.product();
    }

    @Override
    public Driver driver() {
        try {
            return new com.mysql.cj.jdbc.Driver();
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL's driver cannot be loaded", e);
        }
    }

    @Override
    public String address(String url) {
        if (!url.startsWith(PREFIX + "//")) {
            throw new IllegalArgumentException("connection-url must look like jdbc:mysql://host:port");
        }
        // Credentials may stand before a host or beside it, as in address=(host=h)(password=p)
        return parsed(url).getHosts().stream().map(MySqlSource::address).collect(joining(","));
    }

    private static String address(HostInfo host) {
        Map<String, String> beside = host.getHostProperties();
        String name = host.getHost() == null ? beside.getOrDefault("host", "localhost") : host.getHost();
        String port = host.getPort() < 0 ? beside.getOrDefault("port", "") : Integer.toString(host.getPort());
        return port.isEmpty() ? name : name + ":" + port;
    }

    @Override
    public Properties connectionProperties(JdbcConfig config) {
        Properties properties = new Properties();
        Map<String, String> given = parsed(config.getConnectionUrl()).getProperties();
        PREFERRED.forEach((name, value) -> properties.setProperty(name, given.getOrDefault(name, value)));
        String timeout = given.getOrDefault(CONNECT_TIMEOUT, Long.toString(config.getConnectionTimeout().toMillis()));
        properties.setProperty(CONNECT_TIMEOUT, timeout);
        // The other one ends when the host has accepted; this is until it has greeted, and given up then
        properties.setProperty(READ_TIMEOUT, timeout);
        readTimeoutMillis = Integer.parseInt(given.getOrDefault(READ_TIMEOUT, "0"));
        REQUIRED.forEach(properties::setProperty);
        return properties;
    }

    private static ConnectionUrlParser parsed(String url) {
        try {
            ConnectionUrlParser parser = ConnectionUrlParser.parseConnectionString(url);
            // Parsed when it is first asked
            parser.getHosts();
            return parser;
        } catch (RuntimeException e) {
            // The driver's message repeats the URL, which may hold a password
            throw new IllegalArgumentException("connection-url is not a URL that MySQL's driver understands");
        }
    }

    @Override
    public void initialize(Connection connection) throws SQLException {
        kind.connected(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(kind.isMariaDb() ? SESSION : SESSION + OF_MYSQL);
            servers.put(connection.unwrap(JdbcConnection.class), server(statement));
        }
        connection.setNetworkTimeout(Runnable::run, readTimeoutMillis);
    }

    /** One that does not say which it is, as other products may, is taken for the only one. */
    private static String server(Statement statement) {
        try (ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            return row.getString(1);
        } catch (SQLException _) {
            return "";
        }
    }

    @Override
    public void stream(PreparedStatement statement, int columnCount) throws SQLException {
        // The driver's sign for reading row by row from the socket; any other number makes it collect all rows first
        statement.setFetchSize(Integer.MIN_VALUE);
    }

    /** The driver lets a statement be whose rows are on their way, and reads all of them when it is closed. */
    @Override
    public void end(Statement running, ConnectionPool pool) throws SQLException {
        JdbcConnection ended = running.getConnection().unwrap(JdbcConnection.class);
        pool.aside(connection -> {
            if (!servers.get(connection.unwrap(JdbcConnection.class)).equals(servers.get(ended))) {
                // Somebody else's connection has the number there; the next try may lead to the right server
                return false;
            }
            try (Statement kill = connection.createStatement()) {
                return kill.execute("KILL " + ended.getId());
            }
        });
    }

    @Override
    public boolean abandonByCancel() {
        return true;
    }

    /**
     * Of 800,000 rows it makes 10,000 groups in the time that reading the rows and grouping them here takes, and in ten times
     * that if it goes by an index whose rows it has to look up.
     */
    @Override
    public int rowsPerGroup() {
        return ROWS_PER_GROUP;
    }

    @Override
    public List<PropertyMetadata<?>> sessionProperties() {
        return List.of(
                enumProperty(READ_PROTOCOL, "How rows are read: ROWS (their bytes) or RESULT_SET", ReadProtocol.class,
                        config.getReadProtocol(), false),
                integerProperty(READ_PARALLELISM, "Parts of a large table that are read at once",
                        config.getReadParallelism(), false),
                enumProperty(READ_CONSISTENCY, "Whether parts see one state of the table: LOCK or NONE",
                        ReadConsistency.class, config.getReadConsistency(), false));
    }

    @Override
    public Optional<PageReader> open(ConnectorSession session, RemoteScan scan, JdbcSplit split) {
        ResultPages.Factory pages = session.getProperty(READ_PROTOCOL, ReadProtocol.class) == ReadProtocol.ROWS
                ? rows -> RowPages.of(scan, types, rows)
                : _ -> new ReaderPages(scan.columns(), types, scan.errors());
        return Optional.of(new RemoteStatement(this, scan, pages, () -> connection(scan, split)));
    }

    private ConnectionPool.Lease connection(RemoteScan scan, JdbcSplit split) {
        return split.snapshot().isEmpty()
                ? scan.pool().lease()
                : parts.take(split.snapshot().get()).orElseThrow(
                        () -> new TrinoException(StandardErrorCode.USER_CANCELED, "The transaction is over"));
    }

    @Override
    public Optional<Supplier<List<JdbcSplit>>> parts(ConnectorTransactionHandle transaction, ConnectorSession session,
            RemoteQuery query, ConnectionPool pool) {
        int partsMax = session.getProperty(READ_PARALLELISM, Integer.class);
        if (partsMax < 2 || query.limit().isPresent() || !(query.from() instanceof RemoteTable table)) {
            return Optional.empty();
        }
        KeyRanges ranges = new KeyRanges(dialect, types, parts,
                session.getProperty(READ_CONSISTENCY, ReadConsistency.class), partsMax);
        return Optional.of(() -> ranges.cut(transaction, query, table, pool));
    }

    @Override
    public void begun(ConnectorTransactionHandle transaction) {
        parts.begun(transaction);
    }

    @Override
    public void ended(ConnectorTransactionHandle transaction) {
        parts.ended(transaction);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public SourceCatalog catalog() {
        return catalog;
    }

    @Override
    public SourceTypes types() {
        return types;
    }

    @Override
    public SourceDdl ddl() {
        return ddl;
    }
}
