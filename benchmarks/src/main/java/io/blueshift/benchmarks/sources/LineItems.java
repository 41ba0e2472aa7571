package io.blueshift.benchmarks.sources;

import io.trino.tpch.TpchTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** TPC-H's largest table in a database: keys BIGINT, money DECIMAL(15,2). */
final class LineItems {
    static final String TABLE = "lineitem";
    /** Rows of the same table, but so few that a query takes no time in the database; enough for it to be given the groups. */
    static final String FEW = "lineitem_few";

    private static final String CREATE_FEW = "CREATE TABLE " + FEW + " AS SELECT * FROM " + TABLE + " LIMIT 1000";

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
            long rows = BulkLoad.postgreSql(connection, TpchTable.LINE_ITEM, scale);
            statement.execute("CREATE INDEX ON lineitem (l_orderkey)");
            statement.execute("VACUUM (ANALYZE) lineitem");
            statement.execute(CREATE_FEW);
            statement.execute("ANALYZE " + FEW);
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
            statement.execute("CREATE TABLE lineitem (" + COLUMNS + ", PRIMARY KEY (l_orderkey, l_linenumber))");
            long rows = BulkLoad.mySql(connection, TpchTable.LINE_ITEM, scale);
            statement.execute("ANALYZE TABLE lineitem");
            statement.execute(CREATE_FEW);
            statement.execute("ANALYZE TABLE " + FEW);
            return rows;
        }
    }
}
