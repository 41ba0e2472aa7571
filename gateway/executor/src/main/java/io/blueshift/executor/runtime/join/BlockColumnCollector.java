package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;

/** Values of types without longs, copied into blocks of bounded size. */
final class BlockColumnCollector implements ColumnCollector {
    private static final int PIECE_ROWS_MAX = 1 << 16;
    private static final long PIECE_BYTES_MAX = 16 << 20;
    private static final int FIRST_ROWS = 1 << 10;

    private final Type type;
    private final List<ValueBlock> pieces = new ArrayList<>();
    private BlockBuilder last;
    private long finishedBytes;
    private int[] entries = new int[0];

    BlockColumnCollector(Type type) {
        this.type = type;
    }

    @Override
    public void append(Vector vector, int[] rows, int count) {
        if (last == null) {
            last = type.createBlockBuilder(null, FIRST_ROWS);
        }
        append(vector.block(), rows, count);
        if (last.getPositionCount() >= PIECE_ROWS_MAX || last.getSizeInBytes() >= PIECE_BYTES_MAX) {
            closePiece();
        }
    }

    private void append(Block block, int[] rows, int count) {
        switch (block) {
            case ValueBlock values -> last.appendPositions(values, rows, 0, count);
            case RunLengthEncodedBlock run -> last.appendRepeated(run.getValue(), 0, count);
            case DictionaryBlock coded -> {
                if (entries.length < count) {
                    entries = new int[count];
                }
                for (int i = 0; i < count; i++) {
                    entries[i] = coded.getId(rows[i]);
                }
                last.appendPositions(coded.getDictionary(), entries, 0, count);
            }
        }
    }

    private void closePiece() {
        ValueBlock piece = last.buildValueBlock();
        pieces.add(piece);
        finishedBytes += piece.getRetainedSizeInBytes();
        last = null;
    }

    /** The values in order. Nothing can be added after that. */
    List<ValueBlock> finish() {
        if (last != null) {
            closePiece();
        }
        return pieces;
    }

    @Override
    public long retainedBytes() {
        return finishedBytes + 4L * entries.length + (last == null ? 0 : last.getRetainedSizeInBytes());
    }
}
