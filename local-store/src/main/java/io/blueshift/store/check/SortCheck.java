package io.blueshift.store.check;

import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.format.ColumnChunk;
import io.blueshift.store.format.SegmentReader;
import io.blueshift.store.write.RowSorter;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether the rows of a sound segment come in the order that the manifest says. Not thread-safe; used once. */
final class SortCheck {
    private final Path file;
    private final SegmentEntry entry;
    private final List<ColumnChunk> keys = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private final ZoneMappers mappers;

    SortCheck(Path file, SegmentEntry entry, ZoneMappers mappers) {
        this.file = file;
        this.entry = entry;
        this.mappers = mappers;
    }

    /** The first row that is out of order. */
    Optional<CorruptFileException> run() throws IOException {
        try (SegmentReader reader = new SegmentReader(file, entry.bytes(), entry.footerBytes())) {
            for (int column : entry.sortedBy()) {
                // Where a column came later, all rows have the same value
                reader.footer().chunk(column).ifPresent(chunk -> {
                    keys.add(chunk);
                    types.add(mappers.storedType(chunk.typeId()));
                });
            }
            return keys.isEmpty() ? Optional.empty() : firstOutOfOrder(reader);
        } catch (CorruptFileException e) {
            return Optional.of(e);
        }
    }

    private Optional<CorruptFileException> firstOutOfOrder(SegmentReader reader) throws IOException {
        RowSorter order = new RowSorter(types, mappers.operators());
        int[] channels = IntStream.range(0, keys.size()).toArray();
        Optional<Page> before = Optional.empty();
        long position = 0;
        for (int block = 0; block < reader.footer().blockRows().size(); block++) {
            Page rows = read(reader, block);
            for (int i = 0; i < rows.getPositionCount(); i++) {
                Page left = i > 0 ? rows : before.orElse(rows);
                int leftPosition = i > 0 ? i - 1 : left.getPositionCount() - 1;
                if (position > 0 && order.compare(left, leftPosition, rows, i, channels) > 0) {
                    return Optional.of(outOfOrder(position, block));
                }
                position++;
            }
            before = Optional.of(rows);
        }
        return Optional.empty();
    }

    private Page read(SegmentReader reader, int block) throws IOException {
        Block[] blocks = new Block[keys.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = reader.readBlock(keys.get(i), block, types.get(i));
        }
        return new Page(reader.footer().blockRows().get(block), blocks);
    }

    private CorruptFileException outOfOrder(long position, int block) {
        return new CorruptFileException(
                file,
                keys.getFirst().blocks().get(block).offset(),
                "the manifest says that the rows are sorted by columns %s, row %d comes before the one it follows"
                        .formatted(entry.sortedBy(), position));
    }
}
