package io.blueshift.benchmarks.store;

import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * DuckDB inside this process: the rows in its memory (schema {@code main}), its native file (catalog {@code disk}), and
 * Parquet files that it wrote. One thread calls it; it works with as many threads as it was given.
 */
public final class DuckDb implements AutoCloseable {
    private final DuckDBConnection connection;

    public DuckDb(int threads) throws SQLException {
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = " + threads);
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Puts the rows into DuckDB's memory. */
    public void append(MemoryTable table) throws SQLException {
        append("memory", table.name(), table.columns(), table.pages());
    }

    /** Puts the rows into the native file, part after part. */
    public void store(GeneratedTable table) throws SQLException {
        append("disk", table.name(), table.columns(),
                () -> table.parts().stream().flatMap(part -> StreamSupport.stream(part.spliterator(), false))
                        .iterator());
    }

    private void append(String catalog, String name, List<MemoryTable.Column> columns, Iterable<Page> pages)
            throws SQLException {
        execute("CREATE TABLE %s.main.%s (%s)".formatted(catalog, name, columns.stream()
                .map(column -> column.name() + " " + column.type().getDisplayName() + " NOT NULL")
                .collect(Collectors.joining(", "))));
        try (DuckDBAppender appender = connection.createAppender(catalog, "main", name)) {
            for (Page page : pages) {
                for (int row = 0; row < page.getPositionCount(); row++) {
                    appender.beginRow();
                    for (int channel = 0; channel < page.getChannelCount(); channel++) {
                        append(appender, columns.get(channel).type(), page.getBlock(channel), row);
                    }
                    appender.endRow();
                }
            }
        }
    }

    private static void append(DuckDBAppender appender, Type type, Block block, int row) throws SQLException {
        switch (type) {
            case IntegerType integer -> appender.append(integer.getInt(block, row));
            case DateType date -> appender.appendEpochDays(date.getInt(block, row));
            case DecimalType decimal -> appender.appendDecimal(decimal.getLong(block, row));
            case VarcharType text -> {
                Slice value = text.getSlice(block, row);
                appender.append(value.toStringUtf8());
            }
            default -> appender.append(type.getLong(block, row));
        }
    }

    /** A new native file as catalog {@code disk}, after which the old one is closed. */
    public void attach(Path file) throws SQLException {
        execute("ATTACH '%s' AS disk".formatted(file));
    }

    public void detach() throws SQLException {
        execute("DETACH disk");
    }

    /** Copies a table from memory to the native file. */
    public void store(String table) throws SQLException {
        execute("CREATE TABLE disk.%1$s AS FROM main.%1$s".formatted(table));
    }

    public void checkpoint() throws SQLException {
        execute("CHECKPOINT disk");
    }

    public void writeParquet(String table, Path file) throws SQLException {
        execute("COPY main.%s TO '%s' (FORMAT parquet, COMPRESSION zstd)".formatted(table, file));
    }

    /** Bytes of the native file's blocks that hold data of the table; a block may hold data of several columns. */
    public long tableBytes(String table) throws SQLException {
        // 256 KB: DuckDB's block
        return numbers(
                "SELECT count(DISTINCT block_id) * 262144 FROM pragma_storage_info('disk.%s') WHERE block_id >= 0"
                        .formatted(table))
                .getFirst().longValueExact();
    }

    /** The one row of a result, decimals as their unscaled numbers, NULL (the sum of nothing) as zero. */
    public List<BigInteger> numbers(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            return numbers(result);
        }
    }

    /** The one row of a result. */
    public static List<BigInteger> numbers(ResultSet result) throws SQLException {
        result.next();
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            BigDecimal number = result.getBigDecimal(i);
            numbers.add(number == null ? BigInteger.ZERO : number.unscaledValue());
        }
        return numbers;
    }

    /** A statement with parameters, for what is run very often. */
    public PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
