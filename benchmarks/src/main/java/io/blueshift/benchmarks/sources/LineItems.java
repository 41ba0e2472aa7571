package io.blueshift.benchmarks.sources;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** TPC-H's largest table in PostgreSQL: keys BIGINT, money NUMERIC(15,2). */
final class LineItems {
    static final String SCHEMA = "public";
    static final String TABLE = "lineitem";

    private static final int CHUNK = 1 << 20;

    private LineItems() {}

    /** @return the number of rows */
    static long load(Connection connection, double scale) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE lineitem (l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber integer,
                        l_quantity numeric(15,2), l_extendedprice numeric(15,2), l_discount numeric(15,2),
                        l_tax numeric(15,2), l_returnflag char(1), l_linestatus char(1), l_shipdate date,
                        l_commitdate date, l_receiptdate date, l_shipinstruct char(25), l_shipmode char(10),
                        l_comment varchar(44))
                    """);
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("COPY lineitem FROM STDIN (DELIMITER '|')");
            StringBuilder lines = new StringBuilder();
            for (LineItem item : new LineItemGenerator(scale, 1, 1)) {
                String line = item.toLine();
                lines.append(line, 0, line.endsWith("|") ? line.length() - 1 : line.length()).append('\n');
                if (lines.length() > CHUNK) {
                    send(copy, lines);
                }
            }
            send(copy, lines);
            long rows = copy.endCopy();
            statement.execute("VACUUM (ANALYZE) lineitem");
            return rows;
        }
    }

    private static void send(CopyIn copy, StringBuilder lines) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }
}
