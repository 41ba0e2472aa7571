package io.blueshift.store.scan;

import io.blueshift.executor.scan.EncodedColumn;
import io.blueshift.executor.scan.EncodedColumn.BitPacked;
import io.blueshift.executor.scan.ScanBatch;
import io.blueshift.store.bytes.PackedLongs;
import io.blueshift.store.encoding.EncodedBlock;
import io.blueshift.store.error.StoreErrors;
import io.trino.spi.block.Block;
import io.trino.spi.connector.MemoryContext;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The wanted rows of one block range. */
final class SegmentBatch implements ScanBatch {
    private final BlockColumns block;
    private final List<ScanColumn> columns;
    private final Optional<int[]> selected;
    private final StoreErrors errors;
    private final MemoryContext memory;
    private long loadedBytes;

    SegmentBatch(BlockColumns block, List<ScanColumn> columns, Optional<int[]> selected, StoreErrors errors,
            MemoryContext memory) {
        this.block = block;
        this.columns = columns;
        this.selected = selected;
        this.errors = errors;
        this.memory = memory;
    }

    @Override
    public int channels() {
        return columns.size();
    }

    @Override
    public int rows() {
        return block.rows();
    }

    @Override
    public Optional<int[]> selected() {
        return selected;
    }

    @Override
    public ScanBatch unselected() {
        return selected.isEmpty() ? this : new SegmentBatch(block, columns, Optional.empty(), errors, memory);
    }

    @Override
    public EncodedColumn encoded(int channel) {
        return switch (stored(channel)) {
            case EncodedBlock.ConstantValues constant -> new EncodedColumn.Constant(rows(), constant.value());
            case EncodedBlock.RunLengths runs -> new EncodedColumn.Runs(rows(), runs.ends(), runs.values());
            case EncodedBlock.DictionaryCodes coded -> new EncodedColumn.Codes(packed(coded.codes()),
                    coded.reference(), coded.dictionary().values(), coded.dictionary().ordered(), coded.nullCode());
            case EncodedBlock.PackedIntegers integers -> new EncodedColumn.Integers(integers.validity(),
                    packed(integers.offsets()), integers.reference(), integers.multiplier());
            case EncodedBlock other -> new EncodedColumn.Decoded(decode(other));
        };
    }

    private static BitPacked packed(PackedLongs values) {
        return new BitPacked(values.bytes(), values.start(), values.count(), values.width());
    }

    @Override
    public Block block(int channel) {
        return selected.map(positions -> block(channel, positions, 0, positions.length))
                .orElseGet(() -> loaded(decode(stored(channel))));
    }

    @Override
    public Block block(int channel, int[] rows, int offset, int count) {
        EncodedBlock stored = stored(channel);
        try {
            return loaded(stored.decode(rows, offset, count));
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }

    @Override
    public Optional<long[]> longs(int channel, long[] target) {
        EncodedBlock stored = stored(channel);
        try {
            return LongColumn.read(stored, selected, target);
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }

    private EncodedBlock stored(int channel) {
        try {
            return block.encoded(columns.get(channel));
        } catch (IOException | RuntimeException e) {
            throw errors.translate(e);
        }
    }

    private Block decode(EncodedBlock stored) {
        try {
            return stored.decode();
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }

    private Block loaded(Block loaded) {
        loadedBytes += loaded.getRetainedSizeInBytes();
        memory.setBytes(loadedBytes);
        return loaded;
    }
}
