package io.blueshift.store.statistics;

import io.airlift.slice.Slices;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

class DistinctCounterTest {
    private static final int BLOCK = 16 * 1024;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 50, 190, 200, 3000, 100_000, Long.MAX_VALUE})
    void theFiltersChangeNothing(long bound) {
        Random random = new Random(bound);
        DistinctCounter counter = new DistinctCounter();
        HllSketch plain = new HllSketch(DistinctCounter.LOG_REGISTERS, TgtHllType.HLL_4);
        for (int block = 0; block < 10; block++) {
            BlockBuilder values = BIGINT.createBlockBuilder(null, BLOCK);
            int count = block == 0 ? 10 : BLOCK;
            for (int i = 0; i < count; i++) {
                long value = random.nextLong(bound);
                BIGINT.writeLong(values, value);
                plain.update(value);
            }
            counter.add(values.build(), 0, count);
        }
        assertThat(counter.sketch().bytes().getBytes()).isEqualTo(plain.toCompactByteArray());
    }

    @Test
    void sketchesAreSmallAndTinyOfFewRows() {
        assertThat(texts(1).bytes().length()).isLessThanOrEqualTo(12);
        assertThat(texts(50).bytes().length()).isLessThanOrEqualTo(256);
        assertThat(texts(100_000).bytes().length()).isLessThanOrEqualTo(1100);
    }

    private static DistinctSketch texts(int count) {
        DistinctCounter counter = new DistinctCounter();
        BlockBuilder values = VARCHAR.createBlockBuilder(null, count);
        for (int i = 0; i < count; i++) {
            VARCHAR.writeSlice(values, Slices.utf8Slice("text " + i));
        }
        counter.add(values.build(), 0, count);
        return counter.sketch();
    }

    @Test
    void manySegmentsMergeIntoOneNumber() {
        DistinctUnion union = new DistinctUnion();
        for (int segment = 0; segment < 200; segment++) {
            DistinctCounter counter = new DistinctCounter();
            BlockBuilder values = BIGINT.createBlockBuilder(null, 2000);
            // Each segment shares half of its values with the next
            for (int i = 0; i < 2000; i++) {
                BIGINT.writeLong(values, segment * 1000L + i);
            }
            counter.add(values.build(), 0, 2000);
            union.add(counter.sketch());
        }
        assertThat(union.estimate()).isCloseTo(201_000, Percentage.withPercentage(5));
        assertThat(union.upperBound()).isGreaterThan(201_000);
    }

    @Test
    void dictionariesRunsAndNullsAreUnderstood() {
        BlockBuilder builder = INTEGER.createBlockBuilder(null, 4);
        INTEGER.writeLong(builder, 7);
        builder.appendNull();
        INTEGER.writeLong(builder, 8);
        INTEGER.writeLong(builder, 9);
        Block values = builder.build();
        DistinctCounter counter = new DistinctCounter();
        counter.add(DictionaryBlock.create(4, values, new int[]{0, 1, 0, 2}), 0, 3);
        assertThat(counter.sketch().estimate()).isEqualTo(1);
        counter.add(RunLengthEncodedBlock.create(values.getSingleValueBlock(1), 100), 0, 100);
        assertThat(counter.sketch().estimate()).isEqualTo(1);
        counter.add(RunLengthEncodedBlock.create(values.getSingleValueBlock(3), 100), 5, 10);
        counter.add(values, 1, 3);
        assertThat(Math.rint(counter.sketch().estimate())).isEqualTo(3);
    }
}
