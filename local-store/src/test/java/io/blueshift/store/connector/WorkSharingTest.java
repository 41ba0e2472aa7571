package io.blueshift.store.connector;

import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.connector.BlockPruning.BlockRange;
import io.blueshift.store.connector.WorkSharing.Part;
import io.blueshift.store.format.SegmentFormat;
import io.blueshift.store.scan.SegmentSlice;
import io.blueshift.store.zone.ZoneMap;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Splits of tables large and small, of files long and short, of columns wide and narrow. */
class WorkSharingTest {
    private static final int THREADS = 2;
    private static final int NARROW = 1;
    private static final int WIDE = 2;

    private static Part part(int index, long rows) {
        int blocks = (int) Math.ceilDiv(rows, SegmentFormat.BLOCK_ROWS);
        Map<Integer, ZoneMap> zones = Map.of(
                NARROW,
                new ZoneMap(rows, 0, 0, Optional.empty()),
                WIDE,
                new ZoneMap(rows, 0, rows * 1000, Optional.empty()));
        UUID id = UUID.randomUUID();
        SegmentEntry segment = new SegmentEntry(id, id + ".seg", rows, blocks, 1000, 100, zones, Map.of(), List.of());
        return new Part(index, segment, new BlockRange(0, blocks));
    }

    private static List<Part> blocks(int... counts) {
        return IntStream.range(0, counts.length)
                .mapToObj(i -> part(i, (long) counts[i] * SegmentFormat.BLOCK_ROWS)).toList();
    }

    private static List<LocalSplit> share(List<Part> parts, int column) {
        List<LocalSplit> splits = new WorkSharing(Set.of(column), THREADS).splits(parts);
        assertEveryBlockOnce(parts, splits);
        assertThat(splits).allMatch(split -> split.weight() > 0 && split.weight() <= 1);
        return splits;
    }

    private static void assertEveryBlockOnce(List<Part> parts, List<LocalSplit> splits) {
        List<String> read = splits.stream().flatMap(split -> split.slices().stream())
                .flatMap(
                        slice -> IntStream.range(slice.firstBlock(), slice.firstBlock() + slice.blocks())
                                .mapToObj(block -> slice.segment() + "." + block))
                .toList();
        List<String> wanted = parts.stream()
                .flatMap(
                        part -> IntStream.range(part.blocks().first(), part.blocks().end())
                                .mapToObj(block -> part.index() + "." + block))
                .toList();
        assertThat(read).isEqualTo(wanted);
    }

    private static List<Integer> sizes(List<LocalSplit> splits) {
        return splits.stream()
                .map(split -> split.slices().stream().mapToInt(SegmentSlice::blocks).sum()).toList();
    }

    @Test
    void aLargeTableIsCutIntoEqualSplits() {
        assertThat(sizes(share(blocks(32, 32, 32), NARROW))).hasSize(12).containsOnly(8);
        assertThat(sizes(share(blocks(33), NARROW))).containsExactly(6, 7, 6, 7, 7);
    }

    @Test
    void aTableOfOneSegmentIsSharedByAllThreads() {
        assertThat(sizes(share(blocks(32), NARROW))).containsExactly(8, 8, 8, 8);
        assertThat(sizes(share(blocks(8), NARROW))).containsExactly(2, 2, 2, 2);
        assertThat(sizes(share(blocks(4), NARROW))).containsExactly(2, 2);
        assertThat(sizes(share(blocks(1), NARROW))).containsExactly(1);
    }

    @Test
    void noSplitIsMuchLargerThanTheOthers() {
        for (int count = 9; count <= 64; count++) {
            List<Integer> sizes = sizes(share(blocks(count), NARROW));
            int largest = sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
            assertThat(sizes).as("%d blocks", count).allMatch(size -> largest - size <= 1);
        }
    }

    @Test
    void smallSegmentsAreReadTogether() {
        List<Part> rows = IntStream.range(0, 1000).mapToObj(i -> part(i, 1)).toList();
        List<LocalSplit> splits = share(rows, NARROW);
        assertThat(splits).hasSizeBetween(10, 20);
        assertThat(splits.subList(0, splits.size() - 1)).allMatch(split -> split.slices().size() >= 70);
        assertThat(share(List.of(part(0, 1), part(1, 1)), NARROW)).hasSize(1);
    }

    @Test
    void wideColumnsMakeSmallerSplits() {
        assertThat(sizes(share(blocks(32), WIDE))).hasSize(32).containsOnly(1);
    }

    @Test
    void whatIsPrunedIsNotShared() {
        Part segment = blocks(32).getFirst();
        List<Part> left = List.of(
                new Part(0, segment.segment(), new BlockRange(3, 4)),
                new Part(0, segment.segment(), new BlockRange(9, 20)));
        assertThat(sizes(share(left, NARROW))).containsExactly(1, 2, 3, 3, 3);
    }

    @Test
    void nothingIsNoSplit() {
        assertThat(share(List.of(), NARROW)).isEmpty();
    }
}
