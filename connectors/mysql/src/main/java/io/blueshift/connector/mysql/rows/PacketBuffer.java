package io.blueshift.connector.mysql.rows;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.ReadAheadInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The packets of rows where the driver has received them, in its buffer. The driver would take three locks for each, and
 * copy it twice. A packet is its length (3 bytes), a number that says nothing here, and the row; whatever is no whole row
 * is left to the driver, and so is a connection that fails.
 *
 * <p>
 * A reader that waits for each of the server's small sends is woken by each, at the cost of both sides; this one has the
 * driver's buffer made larger, and lets bytes gather when they come that fast.
 *
 * <p>
 * One thread at a time, while the result is read that is on its way.
 */
final class PacketBuffer {
    private static final VarHandle BUFFER = field("buf", byte[].class);
    private static final VarHandle POSITION = field("currentPosition", int.class);
    private static final VarHandle END = field("endOfCurrentData", int.class);
    private static final VarHandle SOURCE = field("underlyingStream", InputStream.class);

    private static final int HEADER = 4;
    /** From here on, the first byte of a packet says that it is the end, an error, or begins with a very long value. */
    private static final int NO_ROW = 0xFE;
    private static final int BUFFER_BYTES = 256 << 10;
    /** Before that many have come, nothing tells how fast they come; short answers are not to wait. */
    private static final long BYTES_BEFORE_GATHERING = 256 << 10;
    /** A read that finds as many has been waited for long enough. */
    private static final int ENOUGH_BYTES = 64 << 10;
    private static final long GATHER_NANOS = 200_000;

    private final ReadAheadInputStream input;
    private int offset;
    private int length;
    private int found;
    private long received;

    private PacketBuffer(ReadAheadInputStream input) {
        this.input = input;
        byte[] buffer = (byte[]) BUFFER.get(input);
        if (buffer != null && buffer.length < BUFFER_BYTES) {
            byte[] larger = new byte[BUFFER_BYTES];
            System.arraycopy(buffer, 0, larger, 0, buffer.length);
            BUFFER.set(input, larger);
        }
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(ReadAheadInputStream.class, MethodHandles.lookup())
                    .findVarHandle(ReadAheadInputStream.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Empty where the driver's stream has another form: compressed, encrypted. */
    static Optional<PacketBuffer> of(JdbcConnection connection) throws IOException {
        return connection.getSession() instanceof NativeSession session
                && session.getProtocol().getSocketConnection().getMysqlInput()
                        .getUnderlyingStream() instanceof ReadAheadInputStream input
                                ? Optional.of(new PacketBuffer(input))
                                : Optional.empty();
    }

    /** Goes on to the next row and takes it out of the driver's stream; false if what comes is for the driver. */
    boolean next() {
        byte[] buffer = (byte[]) BUFFER.get(input);
        if (buffer == null || !await(buffer, HEADER)) {
            return false;
        }
        int position = (int) POSITION.get(input);
        int size = buffer[position] & 0xFF | (buffer[position + 1] & 0xFF) << 8 | (buffer[position + 2] & 0xFF) << 16;
        if (size == 0 || size > BUFFER_BYTES - HEADER || !await(buffer, HEADER + size)) {
            return false;
        }
        position = (int) POSITION.get(input);
        if ((buffer[position + HEADER] & 0xFF) >= NO_ROW) {
            return false;
        }
        offset = position + HEADER;
        length = size;
        POSITION.set(input, offset + size);
        return true;
    }

    /** Where the row is, until the next call of {@link #next}. */
    byte[] bytes() {
        return (byte[]) BUFFER.get(input);
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    private boolean await(byte[] buffer, int count) {
        int position = (int) POSITION.get(input);
        int end = (int) END.get(input);
        if (end - position >= count) {
            return true;
        }
        System.arraycopy(buffer, position, buffer, 0, end - position);
        POSITION.set(input, 0);
        END.set(input, end - position);
        if (received >= BYTES_BEFORE_GATHERING && found < ENOUGH_BYTES) {
            LockSupport.parkNanos(GATHER_NANOS);
        }
        try {
            return read(buffer, count);
        } catch (IOException _) {
            // The driver will meet it, too, and knows what to say
            return false;
        }
    }

    private boolean read(byte[] buffer, int count) throws IOException {
        InputStream source = (InputStream) SOURCE.get(input);
        int begin = (int) END.get(input);
        int end = begin;
        while (end < count) {
            int read = source.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
            END.set(input, end);
        }
        found = end - begin;
        received += found;
        return true;
    }
}
