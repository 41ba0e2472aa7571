package io.blueshift.store.zone;

import io.blueshift.store.encoding.ValueHashes;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;
import io.trino.spi.type.UuidType;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the blocks of a column get Bloom filters. They do where someone may look for one value and zone maps would not
 * help: the values are nearly unique, have a type and a look that keys have, and the ranges of most blocks overlap. Such are
 * random numbers, UUIDs and textual identifiers; not prices, not prose, not keys that come in order.
 */
public final class FilterRule {
    /** Of each hundred values this many have to be distinct. */
    private static final int DISTINCT_PERCENT_MIN = 90;
    private static final int TEXT_BYTES_MAX = 40;
    private static final int SAMPLE_TEXTS = 100;

    private FilterRule() {}

    /**
     * One filter per block, or none at all.
     *
     * @param distinctFraction distinct values of the chunk per value, estimated
     */
    public static List<BloomFilter> filters(Type type, ValueBlock values, List<Integer> blockRows, List<ZoneMap> zones,
            double distinctFraction, ZoneMapper mapper) {
        if (blockRows.size() < 2 || !isKey(type) || distinctFraction * 100 < DISTINCT_PERCENT_MIN
                || !looksLikeKey(values)
                || !mostOverlap(zones, mapper)) {
            return List.of();
        }
        List<BloomFilter> filters = new ArrayList<>();
        int start = 0;
        for (int rows : blockRows) {
            filters.add(BloomFilter.of(ValueHashes.of(values.getRegion(start, rows))));
            start += rows;
        }
        return filters;
    }

    /** Types whose equality is that of their bits, and that keys have. */
    private static boolean isKey(Type type) {
        return switch (type) {
            case IntegerType _,BigintType _,UuidType _,VarcharType _,VarbinaryType _ -> true;
            case DecimalType decimal -> decimal.getScale() == 0;
            default -> false;
        };
    }

    private static boolean looksLikeKey(ValueBlock values) {
        if (!(values instanceof VariableWidthBlock texts)) {
            return true;
        }
        int step = Math.max(1, texts.getPositionCount() / SAMPLE_TEXTS);
        long bytes = 0;
        long sampled = 0;
        for (int i = 0; i < texts.getPositionCount(); i += step) {
            if (!texts.isNull(i)) {
                bytes += texts.getSliceLength(i);
                sampled++;
                if (texts.getSlice(i).indexOfByte(' ') >= 0) {
                    return false;
                }
            }
        }
        return bytes <= sampled * TEXT_BYTES_MAX;
    }

    private static boolean mostOverlap(List<ZoneMap> zones, ZoneMapper mapper) {
        int overlaps = 0;
        int pairs = 0;
        for (int i = 0; i < zones.size(); i++) {
            for (int j = i + 1; j < zones.size(); j++) {
                pairs++;
                overlaps += mapper.overlap(zones.get(i), zones.get(j)) ? 1 : 0;
            }
        }
        return overlaps * 2 > pairs;
    }
}
