package io.blueshift.connector.postgresql.copy;

import org.postgresql.core.PGStream;
import org.postgresql.core.QueryExecutorBase;
import org.postgresql.core.VisibleBufferedInputStream;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/**
 * The messages of a running COPY where the driver has received them, in its buffer. The driver would take a lock for each,
 * and copy it into an array of its own. A message of data is a letter, its length (4 bytes, which count themselves), and
 * the data; all other messages are the driver's to read, and so are very long ones.
 *
 * <p>
 * The server sends what it has every 8 KB. A reader that waits for each of these is woken by each, at the cost of both
 * sides; this one has the driver's buffer made larger, and lets bytes gather when they come that fast.
 *
 * <p>
 * One thread at a time; with no other use of the connection meanwhile.
 */
final class CopyMessages {
    private static final VarHandle STREAM = field(QueryExecutorBase.class, "pgStream", PGStream.class);
    private static final VarHandle INPUT = field(PGStream.class, "pgInput", VisibleBufferedInputStream.class);
    private static final VarHandle BUFFER = field(VisibleBufferedInputStream.class, "buffer", byte[].class);

    private static final byte DATA = 'd';
    private static final int NONE = -1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int BUFFER_BYTES = 256 << 10;
    /** For longer ones the buffer would have to grow, and would stay as large. */
    private static final int DATA_MAX = BUFFER_BYTES / 2;
    /** Before that many have come, nothing tells how fast they come; short answers are not to wait. */
    private static final long BYTES_BEFORE_GATHERING = 256 << 10;
    /** A read that finds as many has been waited for long enough. */
    private static final int ENOUGH_BYTES = 64 << 10;
    /** In which a server on the same machine makes some 40 KB. */
    private static final long GATHER_NANOS = 200_000;

    private final VisibleBufferedInputStream input;
    private int length = NONE;
    /** Bytes from the message on that are in the buffer, as far as is known. */
    private int buffered;
    /** Bytes that the last read added to them. */
    private int found;
    private long received;

    CopyMessages(PgConnection connection) {
        PGStream stream = (PGStream) STREAM.get((QueryExecutorBase) connection.getQueryExecutor());
        input = (VisibleBufferedInputStream) INPUT.get(stream);
        enlarge();
    }

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What is in the buffer keeps its place. */
    private void enlarge() {
        byte[] buffer = input.getBuffer();
        if (buffer.length < BUFFER_BYTES) {
            byte[] larger = new byte[BUFFER_BYTES];
            System.arraycopy(buffer, 0, larger, 0, buffer.length);
            BUFFER.set(input, larger);
        }
    }

    /** Goes on to the next message; false if it is one for the driver. */
    boolean next() throws SQLException {
        try {
            take();
            await(HEADER);
            byte[] buffer = input.getBuffer();
            int index = input.getIndex();
            int data = BigEndian.getInt(buffer, index + 1) - Integer.BYTES;
            if (buffer[index] != DATA || data > DATA_MAX) {
                buffered = 0;
                return false;
            }
            length = data;
            await(HEADER + length);
            return true;
        } catch (IOException e) {
            throw new PSQLException("Database connection failed when reading from copy", PSQLState.CONNECTION_FAILURE,
                    e);
        }
    }

    /** Where the data are, until the next call of {@link #next}. */
    byte[] bytes() {
        return input.getBuffer();
    }

    int offset() {
        return input.getIndex() + HEADER;
    }

    int length() {
        return length;
    }

    private void take() throws IOException {
        if (length != NONE) {
            input.skip(HEADER + length);
            buffered -= HEADER + length;
            length = NONE;
        }
    }

    private void await(int count) throws IOException {
        if (buffered >= count) {
            return;
        }
        if (received >= BYTES_BEFORE_GATHERING && found < ENOUGH_BYTES) {
            LockSupport.parkNanos(GATHER_NANOS);
        }
        if (!input.ensureBytes(count)) {
            throw new EOFException();
        }
        found = input.available() - buffered;
        buffered += found;
        received += found;
    }
}
