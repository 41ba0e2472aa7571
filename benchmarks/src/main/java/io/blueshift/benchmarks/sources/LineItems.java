package io.blueshift.benchmarks.sources;

import com.mysql.cj.jdbc.JdbcStatement;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;

import static com.google.common.collect.Iterators.asEnumeration;
import static java.nio.charset.StandardCharsets.UTF_8;

/** TPC-H's largest table in a database: keys BIGINT, money DECIMAL(15,2). */
final class LineItems {
    static final String TABLE = "lineitem";

    private static final int CHUNK = 1 << 20;
    private static final String COLUMNS = """
            l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber integer,
            l_quantity decimal(15,2), l_extendedprice decimal(15,2), l_discount decimal(15,2),
            l_tax decimal(15,2), l_returnflag char(1), l_linestatus char(1), l_shipdate date,
            l_commitdate date, l_receiptdate date, l_shipinstruct char(25), l_shipmode char(10),
            l_comment varchar(44)""";

    private LineItems() {}

    /** @return the number of rows */
    static long loadPostgreSql(Connection connection, double scale) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE lineitem (" + COLUMNS + ")");
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("COPY lineitem FROM STDIN (DELIMITER '|')");
            for (Iterator<byte[]> chunks = chunks(scale); chunks.hasNext();) {
                byte[] bytes = chunks.next();
                copy.writeToCopy(bytes, 0, bytes.length);
            }
            long rows = copy.endCopy();
            statement.execute("CREATE INDEX ON lineitem (l_orderkey)");
            statement.execute("VACUUM (ANALYZE) lineitem");
            return rows;
        }
    }

    /**
     * In the schema of the connection, which has to allow local files.
     *
     * @return the number of rows
     */
    static long loadMySql(Connection connection, double scale) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL local_infile = 1");
            statement.execute("CREATE TABLE lineitem (" + COLUMNS + ", PRIMARY KEY (l_orderkey, l_linenumber))");
            Iterator<byte[]> chunks = chunks(scale);
            Iterator<InputStream> streams = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return chunks.hasNext();
                }

                @Override
                public InputStream next() {
                    return new ByteArrayInputStream(chunks.next());
                }
            };
            statement.unwrap(JdbcStatement.class)
                    .setLocalInfileInputStream(new SequenceInputStream(asEnumeration(streams)));
            long rows = statement.executeUpdate(
                    "LOAD DATA LOCAL INFILE 'lineitem' INTO TABLE lineitem FIELDS TERMINATED BY '|'");
            statement.execute("ANALYZE TABLE lineitem");
            return rows;
        }
    }

    /** The rows as lines of text, many at a time. */
    private static Iterator<byte[]> chunks(double scale) {
        Iterator<LineItem> items = new LineItemGenerator(scale, 1, 1).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public byte[] next() {
                StringBuilder lines = new StringBuilder();
                while (items.hasNext() && lines.length() < CHUNK) {
                    String line = items.next().toLine();
                    lines.append(line, 0, line.endsWith("|") ? line.length() - 1 : line.length()).append('\n');
                }
                return lines.toString().getBytes(UTF_8);
            }
        };
    }
}
