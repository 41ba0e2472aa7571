package io.blueshift.server.planning.blocks;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the blocks of a page hold its values. */
public enum BlockForm {
    /** Each distinct value once, and one that no row has. */
    DICTIONARY {
        @Override
        List<Page> encode(Page page, List<Type> types) {
            Block[] blocks = new Block[page.getChannelCount()];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = dictionary(page.getBlock(i), types.get(i));
            }
            return List.of(new Page(page.getPositionCount(), blocks));
        }
    },
    /** Pages that end where the value of one column changes; columns with one value are runs, every other of the rest has a dictionary. */
    RUNS {
        @Override
        List<Page> encode(Page page, List<Type> types) {
            int[][] values = IntStream.range(0, page.getChannelCount())
                    .mapToObj(i -> codes(page.getBlock(i), types.get(i)))
                    .toArray(int[][]::new);
            int steadiest = IntStream.range(0, values.length).boxed()
                    .min((a, b) -> changes(values[a]) - changes(values[b])).orElse(-1);
            List<Page> pages = new ArrayList<>();
            int begin = 0;
            for (int end = 1; end <= page.getPositionCount(); end++) {
                if (end == page.getPositionCount()
                        || steadiest >= 0 && values[steadiest][end] != values[steadiest][begin]) {
                    pages.add(run(page.getRegion(begin, end - begin), types));
                    begin = end;
                }
            }
            return pages;
        }
    };

    /** The same rows in order. */
    abstract List<Page> encode(Page page, List<Type> types);

    private static Page run(Page page, List<Type> types) {
        Block[] blocks = new Block[page.getChannelCount()];
        for (int i = 0; i < blocks.length; i++) {
            Block block = page.getBlock(i);
            if (changes(codes(block, types.get(i))) == 0) {
                blocks[i] = RunLengthEncodedBlock.create(block.getSingleValueBlock(0), page.getPositionCount());
            } else {
                blocks[i] = i % 2 == 0 ? block : dictionary(block, types.get(i));
            }
        }
        return new Page(page.getPositionCount(), blocks);
    }

    private static int changes(int[] codes) {
        return (int) IntStream.range(1, codes.length).filter(i -> codes[i] != codes[i - 1]).count();
    }

    /** For each position a number, the same where values are. */
    private static int[] codes(Block block, Type type) {
        Map<Optional<Object>, Integer> known = new HashMap<>();
        return IntStream.range(0, block.getPositionCount()).map(position -> known
                .computeIfAbsent(Optional.ofNullable(type.getObjectValue(block, position)), _ -> known.size()))
                .toArray();
    }

    private static Block dictionary(Block block, Type type) {
        int[] codes = codes(block, type);
        int distinct = IntStream.of(codes).max().orElse(-1) + 1;
        // Entries stand in another order than rows; the first, a copy of some row's value, belongs to none
        int[] positions = new int[distinct + 1];
        for (int position = 0; position < codes.length; position++) {
            positions[distinct - codes[position]] = position;
            codes[position] = distinct - codes[position];
        }
        return codes.length == 0
                ? block
                : DictionaryBlock.create(codes.length, block.copyPositions(positions, 0, positions.length), codes);
    }
}
