package io.blueshift.store.connector;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.filter.ColumnFilter;
import io.blueshift.store.filter.ColumnFilter.Verdict;
import io.blueshift.store.format.ColumnChunk;
import io.blueshift.store.format.SegmentFooter;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMapper;
import io.trino.spi.predicate.Domain;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which blocks of a segment a predicate leaves, known from the segment's footer. */
final class BlockPruning {
    private BlockPruning() {}

    /** Consecutive blocks, up to and without {@code end}. */
    record BlockRange(int first, int end) {}

    /** Maximal ranges of blocks in which some row may match. */
    static List<BlockRange> ranges(LocalStore store, LocalTableHandle table, SegmentEntry segment) throws IOException {
        SegmentFooter footer = store.cache().footer(
                store.dataDirectory(table.tableId()).resolve(segment.file()), segment.bytes(), segment.footerBytes());
        BitSet left = new BitSet();
        left.set(0, segment.blocks());
        for (Map.Entry<LocalColumnHandle, Domain> entry : table.predicate().getDomains().orElseThrow().entrySet()) {
            Optional<ColumnChunk> chunk = footer.chunk(entry.getKey().id());
            // A chunk of a narrower type is left to the scan, a missing one was judged with the whole segment
            if (chunk.isPresent() && store.zoneMappers().storedType(chunk.get().typeId())
                    .equals(entry.getKey().type())) {
                prune(store, entry.getKey().type(), chunk.get(), entry.getValue(), left);
            }
        }
        List<BlockRange> ranges = new ArrayList<>();
        for (int first = left.nextSetBit(0); first >= 0; first = left.nextSetBit(left.nextClearBit(first))) {
            ranges.add(new BlockRange(first, left.nextClearBit(first)));
        }
        return ranges;
    }

    private static void prune(LocalStore store, Type type, ColumnChunk chunk, Domain domain, BitSet left) {
        ZoneMapper mapper = store.zoneMappers().of(type);
        ColumnFilter filter = new ColumnFilter(domain);
        for (int block = left.nextSetBit(0); block >= 0; block = left.nextSetBit(block + 1)) {
            ZoneMap zone = mapper.read(ByteReader.copyOf(chunk.blocks().get(block).zone()));
            if (filter.judge(zone) == Verdict.NONE) {
                left.clear(block);
            }
        }
    }
}
