package io.blueshift.connector.mysql.rows;

import com.mysql.cj.protocol.ResultsetRow;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.protocol.a.AbstractRowFactory;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.result.AbstractResultsetRows;
import com.mysql.cj.protocol.a.result.ByteArrayRow;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.trino.spi.TrinoException;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Optional;

/**
 * Decodes rows where the driver has received them, one packet each, instead of letting it copy each value into an array of
 * its own. It takes the place of the driver's maker of rows; what the driver then holds for a row says nothing.
 *
 * <p>
 * A row of the text protocol is its values, each behind its length; see "Text Resultset Row" in MySQL's description of its
 * protocol. One thread at a time.
 */
final class PacketDecoder extends AbstractRowFactory {
    private static final VarHandle ROW_FACTORY = rowFactory();
    private static final ResultsetRow DECODED = new ByteArrayRow(new byte[0][], null);
    private static final int NULL = 0xFB;
    private static final int TWO_BYTES = 0xFC;
    private static final int THREE_BYTES = 0xFD;
    private static final int EIGHT_BYTES = 0xFE;

    private final ColumnDecoder[] decoders;
    private boolean reading;
    private long receivedBytes;
    private int rows;
    private long bytes;
    private int column;
    private int position;
    private Optional<TrinoException> failure = Optional.empty();

    private PacketDecoder(List<ColumnDecoder> decoders) {
        this.decoders = decoders.toArray(ColumnDecoder[]::new);
        // The driver then reads all packets into one buffer
        this.canReuseRowPacketForBufferRow = true;
    }

    /** The driver has no other way to say who makes the rows of a result that it streams. */
    private static VarHandle rowFactory() {
        try {
            return MethodHandles.privateLookupIn(AbstractResultsetRows.class, MethodHandles.lookup())
                    .findVarHandle(AbstractResultsetRows.class, "rowFactory",
                            com.mysql.cj.protocol.ProtocolEntityFactory.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** @param source a result of which no row has been read */
    static PacketDecoder of(ResultsetRows source, List<ColumnDecoder> decoders) {
        PacketDecoder decoder = new PacketDecoder(decoders);
        ROW_FACTORY.set((AbstractResultsetRows) source, decoder);
        return decoder;
    }

    /** Packets that come while nobody reads are those that the driver reads to have done with a result. */
    void reading(boolean wanted) {
        reading = wanted;
    }

    /** Rows since the last {@link #startPage}. */
    int rows() {
        return rows;
    }

    /** Bytes of values since the last {@link #startPage}. */
    long bytes() {
        return bytes;
    }

    /** All of the rows' packets, without their headers. */
    long receivedBytes() {
        return receivedBytes;
    }

    void startPage() {
        rows = 0;
        bytes = 0;
    }

    /** Why the last row could not be decoded, if it could not. */
    Optional<TrinoException> failure() {
        return failure;
    }

    /** The place of the column that was decoded last. */
    int column() {
        return column;
    }

    @Override
    public ResultsetRow createFromMessage(NativePacketPayload packet) {
        if (reading && failure.isEmpty()) {
            add(packet.getByteBuffer(), packet.getPosition(), packet.getPayloadLength());
        }
        return DECODED;
    }

    /** Decodes a packet's row, or says in {@link #failure} why it cannot: the driver would take an exception for its own. */
    void add(byte[] packet, int start, int length) {
        receivedBytes += length;
        try {
            decode(packet, start);
        } catch (TrinoException e) {
            failure = Optional.of(e);
        }
    }

    private void decode(byte[] packet, int start) {
        position = start;
        for (column = 0; column < decoders.length; column++) {
            int first = packet[position++] & 0xFF;
            if (first == NULL) {
                decoders[column].appendNull();
                continue;
            }
            int length = first < NULL ? first : length(packet, first);
            decoders[column].append(packet, position, length);
            position += length;
            bytes += length;
        }
        rows++;
    }

    private int length(byte[] packet, int first) {
        return switch (first) {
            case TWO_BYTES -> littleEndian(packet, 2);
            case THREE_BYTES -> littleEndian(packet, 3);
            case EIGHT_BYTES -> littleEndian(packet, Long.BYTES);
            default -> throw new IllegalStateException("a length cannot begin with " + first);
        };
    }

    /** No packet is longer than an int counts. */
    private int littleEndian(byte[] packet, int count) {
        int value = 0;
        for (int i = Math.min(count, Integer.BYTES) - 1; i >= 0; i--) {
            value = value << Byte.SIZE | packet[position + i] & 0xFF;
        }
        position += count;
        return value;
    }
}
