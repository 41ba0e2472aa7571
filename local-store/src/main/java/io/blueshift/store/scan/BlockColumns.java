package io.blueshift.store.scan;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.encoding.EncodedBlock;
import io.blueshift.store.encoding.EncodedBlock.ConstantValues;
import io.blueshift.store.encoding.EncodedBlock.Values;
import io.blueshift.store.encoding.Encodings;
import io.blueshift.store.format.ColumnChunk;
import io.blueshift.store.format.SegmentReader;
import io.blueshift.store.widening.Widening;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.blueshift.store.error.StoreErrorCode.LOCAL_STORE_FAULT;
import static io.trino.spi.type.TypeUtils.writeNativeValue;

/** The columns of one block range of a segment, each read at most once, when it is first wanted. Not thread-safe. */
final class BlockColumns {
    private final SegmentReader reader;
    private final int block;
    private final int segment;
    private final int firstPosition;
    private final ZoneMappers mappers;
    private final ScanCounts counts;
    private final Map<Integer, EncodedBlock> encoded = new HashMap<>();

    /**
     * @param segment its index in the version, for row ids
     * @param firstPosition of the block in the segment
     */
    BlockColumns(SegmentReader reader, int block, int segment, int firstPosition, ZoneMappers mappers,
            ScanCounts counts) {
        this.reader = reader;
        this.block = block;
        this.segment = segment;
        this.firstPosition = firstPosition;
        this.mappers = mappers;
        this.counts = counts;
    }

    int rows() {
        return reader.footer().blockRows().get(block);
    }

    int firstPosition() {
        return firstPosition;
    }

    /** What is known of a column without reading it. */
    ZoneMap zone(ScanColumn column) {
        Optional<ColumnChunk> chunk = reader.footer().chunk(column.id());
        if (chunk.isEmpty()) {
            return column.initialValue().map(value -> ZoneMap.constant(column.type(), value, rows()))
                    .orElseGet(() -> ZoneMap.allNull(rows()));
        }
        Type stored = mappers.storedType(chunk.get().typeId());
        ZoneMap zone = mappers.of(stored).read(ByteReader.copyOf(chunk.get().blocks().get(block).zone()));
        return stored.equals(column.type()) ? zone : widening(stored, column).apply(zone);
    }

    /** False only if none of the values is in the column. */
    boolean mayContainAny(ScanColumn column, List<Object> values) throws IOException {
        Optional<ColumnChunk> chunk = reader.footer().chunk(column.id());
        if (chunk.isEmpty() || !mappers.storedType(chunk.get().typeId()).equals(column.type())) {
            return true;
        }
        for (Object value : values) {
            if (reader.mayContain(chunk.get(), block, column.type(), value)) {
                return true;
            }
        }
        return false;
    }

    private static Widening widening(Type stored, ScanColumn column) {
        return Widening.between(stored, column.type()).orElseThrow(() -> new TrinoException(
                LOCAL_STORE_FAULT,
                "A column of type %s is stored as %s".formatted(column.type(), stored)));
    }

    /** All rows of a column; its initial value where the segment is older than the column. */
    EncodedBlock encoded(ScanColumn column) throws IOException {
        EncodedBlock known = encoded.get(column.id());
        if (known != null) {
            return known;
        }
        EncodedBlock read = read(column);
        encoded.put(column.id(), read);
        return read;
    }

    private EncodedBlock read(ScanColumn column) throws IOException {
        if (column.isRowId()) {
            return new Values(RowIds.consecutive(segment, firstPosition, rows()));
        }
        Optional<ColumnChunk> chunk = reader.footer().chunk(column.id());
        if (chunk.isEmpty()) {
            return new ConstantValues(rows(), initialValue(column));
        }
        counts.blockRead(chunk.get().blocks().get(block).bytes());
        Type stored = mappers.storedType(chunk.get().typeId());
        EncodedBlock read = reader.readEncoded(chunk.get(), block, stored);
        return stored.equals(column.type())
                ? read
                : new Values(Encodings.flatten(widening(stored, column).apply(read.decode())));
    }

    private static ValueBlock initialValue(ScanColumn column) {
        BlockBuilder value = column.type().createBlockBuilder(null, 1);
        writeNativeValue(column.type(), value, column.initialValue().orElse(null));
        return value.buildValueBlock();
    }
}
