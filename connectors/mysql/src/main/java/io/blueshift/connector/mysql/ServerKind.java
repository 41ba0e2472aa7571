package io.blueshift.connector.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Which of the servers that speak MySQL's protocol is there, as it said when it was last connected to: MySQL until then.
 * Nothing is asked of a source before a connection to it has been made. Safe for all threads.
 */
final class ServerKind {
    /** Compares code points, without padding. The other server does not know the name, or has only lately. */
    private static final String MYSQL_PLAIN = "utf8mb4_0900_bin";
    private static final String MARIADB_PLAIN = "utf8mb4_nopad_bin";

    /** What the oldest servers take that are in use. */
    private static final long PACKET_BYTES = 1 << 20;

    private volatile boolean mariaDb;
    private volatile long packetBytesMax = PACKET_BYTES;

    /** Learns from what the server said as it greeted. */
    void connected(Connection connection) throws SQLException {
        mariaDb = isMariaDb(connection);
        packetBytesMax = Math.max(PACKET_BYTES, connection.unwrap(JdbcConnection.class).getPropertySet()
                .getIntegerProperty(PropertyKey.maxAllowedPacket).getValue());
    }

    static boolean isMariaDb(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
    }

    boolean isMariaDb() {
        return mariaDb;
    }

    String product() {
        return mariaDb ? "MariaDB" : "MySQL";
    }

    /** The longest statement that the server takes. */
    long packetBytesMax() {
        return packetBytesMax;
    }

    /** The collation whose order and equality are the engine's. */
    String plainCollation() {
        return mariaDb ? MARIADB_PLAIN : MYSQL_PLAIN;
    }

    /** Whether a collation, of either server, has the engine's order and equality. */
    static boolean isPlain(String collation) {
        return collation.equals(MYSQL_PLAIN) || collation.equals(MARIADB_PLAIN);
    }
}
