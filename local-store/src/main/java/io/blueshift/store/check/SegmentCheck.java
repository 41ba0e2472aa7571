package io.blueshift.store.check;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.encoding.Storage;
import io.blueshift.store.encoding.ValueHashes;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.format.BlockEntry;
import io.blueshift.store.format.ColumnChunk;
import io.blueshift.store.format.SegmentReader;
import io.blueshift.store.statistics.DistinctCounter;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMapper;
import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One segment file, every byte of it. Not thread-safe; used once. */
final class SegmentCheck {
    private final Path file;
    private final SegmentEntry entry;
    private final ZoneMappers mappers;
    private final Consumer<CorruptFileException> faults;
    private final Map<Integer, ColumnFacts> columns = new HashMap<>();
    private final Set<Integer> broken = new HashSet<>();

    SegmentCheck(Path file, SegmentEntry entry, ZoneMappers mappers, Consumer<CorruptFileException> faults) {
        this.file = file;
        this.entry = entry;
        this.mappers = mappers;
        this.faults = faults;
    }

    /** Empty if the file cannot be read at all. */
    Optional<SegmentFacts> run() throws IOException {
        try (SegmentReader reader = new SegmentReader(file, entry.bytes(), entry.footerBytes())) {
            if (!reader.footer().segmentId().equals(entry.id())) {
                fault(
                        0,
                        "the file is segment %s, the manifest says %s".formatted(reader.footer().segmentId(),
                                entry.id()));
            }
            for (ColumnChunk chunk : reader.footer().chunks()) {
                check(reader, chunk);
            }
            long rows = reader.footer().blockRows().stream().mapToLong(Integer::longValue).sum();
            return Optional.of(new SegmentFacts(rows, reader.footer().blockRows().size(), columns, broken));
        } catch (CorruptFileException e) {
            faults.accept(e);
            return Optional.empty();
        }
    }

    private void fault(long offset, String problem) {
        faults.accept(new CorruptFileException(file, offset, problem));
    }

    private void check(SegmentReader reader, ColumnChunk chunk) throws IOException {
        Type type;
        try {
            type = mappers.storedType(chunk.typeId());
        } catch (RuntimeException e) {
            broken.add(chunk.columnId());
            fault(chunk.shared().offset(), "column %d has an unknown type %s: %s"
                    .formatted(chunk.columnId(), chunk.typeId(), e.getMessage()));
            return;
        }
        ZoneMapper mapper = mappers.of(type);
        Optional<DistinctCounter> counter = Storage.of(type).isNested()
                ? Optional.empty()
                : Optional.of(new DistinctCounter());
        ZoneMap all = ZoneMap.EMPTY;
        for (int i = 0; i < chunk.blocks().size(); i++) {
            Optional<ValueBlock> values = read(reader, chunk, i, type);
            if (values.isEmpty()) {
                broken.add(chunk.columnId());
                continue;
            }
            ZoneMap zone = mapper.summarise(values.get());
            compareZone(chunk, i, mapper, zone);
            compareFilter(reader, chunk, i, values.get());
            all = mapper.merge(all, zone);
            counter.ifPresent(count -> count.add(values.get(), 0, values.get().getPositionCount()));
        }
        columns.put(chunk.columnId(), new ColumnFacts(type, all, counter.map(DistinctCounter::sketch)));
    }

    private Optional<ValueBlock> read(SegmentReader reader, ColumnChunk chunk, int index, Type type)
            throws IOException {
        try {
            Block block = reader.readBlock(chunk, index, type);
            int rows = reader.footer().blockRows().get(index);
            if (block.getPositionCount() != rows) {
                fault(chunk.blocks().get(index).offset(), "block %d of column %d has %d rows, the footer says %d"
                        .formatted(index, chunk.columnId(), block.getPositionCount(), rows));
                return Optional.empty();
            }
            BlockBuilder flat = type.createBlockBuilder(null, rows);
            flat.appendBlockRange(block, 0, rows);
            return Optional.of(flat.buildValueBlock());
        } catch (CorruptFileException e) {
            faults.accept(e);
            return Optional.empty();
        }
    }

    private void compareZone(ColumnChunk chunk, int index, ZoneMapper mapper, ZoneMap actual) {
        BlockEntry block = chunk.blocks().get(index);
        String which = "zone map of block %d of column %d".formatted(index, chunk.columnId());
        try {
            ZoneMap stated = mapper.read(ByteReader.copyOf(block.zone()));
            if (!stated.equals(actual)) {
                fault(block.offset(), "the %s says %s, the rows %s"
                        .formatted(which, SegmentFacts.describe(stated), SegmentFacts.describe(actual)));
            }
        } catch (RuntimeException e) {
            fault(block.offset(), "the %s is unreadable: %s".formatted(which, e.getMessage()));
        }
    }

    private void compareFilter(SegmentReader reader, ColumnChunk chunk, int index, ValueBlock values)
            throws IOException {
        if (chunk.filters().bytes() == 0) {
            return;
        }
        try {
            if (!reader.mayContain(chunk, index, ValueHashes.of(values))) {
                fault(chunk.filters().offset(), "the filter of block %d of column %d misses a value of the block"
                        .formatted(index, chunk.columnId()));
            }
        } catch (CorruptFileException e) {
            if (index == 0) {
                faults.accept(e);
            }
        }
    }
}
