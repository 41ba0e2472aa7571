package io.blueshift.connector.mysql.rows;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.protocol.a.result.ResultsetRowsStreaming;
import io.blueshift.connector.jdbc.ReaderPages;
import io.blueshift.connector.jdbc.RemoteScan;
import io.blueshift.connector.jdbc.ResultPages;
import io.blueshift.connector.jdbc.SourceErrors;
import io.blueshift.connector.jdbc.SourceTypes;
import io.blueshift.connector.jdbc.decode.ColumnDecoder;
import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.Page;
import io.trino.spi.block.Block;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Pages of a result's bytes: the driver cuts the stream into packets, and each is decoded as a row. */
public final class RowPages implements ResultPages {
    /** Rows in a page at most, as many as in a block of the local store. */
    private static final int PAGE_ROWS_MAX = 16_384;
    private static final int PAGE_BYTES = 1 << 20;

    private final List<RemoteColumn> columns;
    private final SourceErrors errors;
    private final ResultsetRows source;
    private final List<ColumnDecoder> decoders;
    private final PacketDecoder packets;
    /** Empty if the driver has to bring all packets. */
    private final Optional<PacketBuffer> received;

    private RowPages(RemoteScan scan, ResultsetRows source, List<ColumnDecoder> decoders,
            Optional<PacketBuffer> received) {
        this.columns = scan.columns();
        this.errors = scan.errors();
        this.source = source;
        this.decoders = decoders;
        this.packets = PacketDecoder.of(source, decoders);
        this.received = received;
    }

    /** Reads by the driver's getters what has a column that no decoder is sure of. */
    public static ResultPages of(RemoteScan scan, SourceTypes types, ResultSet result) throws SQLException {
        ResultsetRows source = rows(result);
        Optional<List<ColumnDecoder>> decoders = RowDecoders.of(scan.columns(), source.getMetadata().getFields());
        return decoders.isPresent()
                ? new RowPages(scan, source, decoders.get(), received(source, result))
                : new ReaderPages(scan.columns(), types, scan.errors());
    }

    /** Whether decoders are sure of all columns of a result. */
    public static boolean decodes(List<RemoteColumn> columns, ResultSet result) throws SQLException {
        return RowDecoders.of(columns, rows(result).getMetadata().getFields()).isPresent();
    }

    private static ResultsetRows rows(ResultSet result) throws SQLException {
        return result.unwrap(ResultSetInternalMethods.class).getRows();
    }

    private static Optional<PacketBuffer> received(ResultsetRows source, ResultSet result) throws SQLException {
        try {
            return source instanceof ResultsetRowsStreaming<?>
                    ? PacketBuffer.of(result.getStatement().getConnection().unwrap(JdbcConnection.class))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean fill(ResultSet result, String sql) throws SQLException {
        packets.reading(true);
        try {
            while (packets.rows() < PAGE_ROWS_MAX && packets.bytes() < PAGE_BYTES) {
                if (!buffered() && source.next() == null) {
                    return false;
                }
                if (packets.failure().isPresent()) {
                    throw errors.ofValue(packets.failure().get(), columns.get(packets.column()).name(), sql);
                }
            }
            return true;
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        } finally {
            packets.reading(false);
        }
    }

    /** Reads a row from the driver's buffer, if the next packet there is one. */
    private boolean buffered() {
        if (received.isEmpty() || !received.get().next()) {
            return false;
        }
        packets.add(received.get().bytes(), received.get().offset(), received.get().length());
        return true;
    }

    @Override
    public long receivedBytes() {
        return packets.receivedBytes();
    }

    @Override
    public Page take() {
        Page page = new Page(packets.rows(), decoders.stream().map(ColumnDecoder::take).toArray(Block[]::new));
        packets.startPage();
        return page;
    }
}
