package io.blueshift.benchmarks.sources;

import com.mysql.cj.jdbc.JdbcStatement;
import io.blueshift.benchmarks.WrongResultException;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.concurrent.atomic.LongAdder;

import static com.google.common.collect.Iterators.asEnumeration;
import static java.nio.charset.StandardCharsets.UTF_8;

/** TPC-H's rows into a table of a database that is there and empty, by the fastest way which that database has. */
public final class BulkLoad {
    private static final int CHUNK = 1 << 20;

    private BulkLoad() {}

    /** @return the number of rows */
    public static long postgreSql(Connection connection, TpchTable<?> table, double scale) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI()
                .copyIn("COPY " + table.getTableName() + " FROM STDIN (DELIMITER '|')");
        for (Iterator<byte[]> chunks = chunks(table, scale); chunks.hasNext();) {
            byte[] bytes = chunks.next();
            copy.writeToCopy(bytes, 0, bytes.length);
        }
        return copy.endCopy();
    }

    /**
     * In the schema of the connection, which has to allow local files.
     *
     * @return the number of rows
     */
    public static long mySql(Connection connection, TpchTable<?> table, double scale) throws SQLException {
        LongAdder lines = new LongAdder();
        Iterator<byte[]> chunks = chunks(table, scale);
        Iterator<InputStream> streams = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return chunks.hasNext();
            }

            @Override
            public InputStream next() {
                byte[] chunk = chunks.next();
                for (byte character : chunk) {
                    lines.add(character == '\n' ? 1 : 0);
                }
                return new ByteArrayInputStream(chunk);
            }
        };
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL local_infile = 1");
            statement.unwrap(JdbcStatement.class)
                    .setLocalInfileInputStream(new SequenceInputStream(asEnumeration(streams)));
            long rows = statement.executeUpdate("LOAD DATA LOCAL INFILE 'rows' INTO TABLE %s FIELDS TERMINATED BY '|'"
                    .formatted(table.getTableName()));
            // The statement leaves out without a word what has the key of another row
            if (rows != lines.sum()) {
                throw new WrongResultException("rows of " + table.getTableName() + " in MySQL", lines.sum(), rows);
            }
            return rows;
        }
    }

    /** The rows as lines of text, many at a time. */
    private static <E extends TpchEntity> Iterator<byte[]> chunks(TpchTable<E> table, double scale) {
        Iterator<E> entities = table.createGenerator(scale, 1, 1).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entities.hasNext();
            }

            @Override
            public byte[] next() {
                StringBuilder lines = new StringBuilder();
                while (entities.hasNext() && lines.length() < CHUNK) {
                    String line = entities.next().toLine();
                    lines.append(line, 0, line.endsWith("|") ? line.length() - 1 : line.length()).append('\n');
                }
                return lines.toString().getBytes(UTF_8);
            }
        };
    }
}
