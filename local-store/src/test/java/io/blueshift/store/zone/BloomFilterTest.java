package io.blueshift.store.zone;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.RandomBlocks;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.blueshift.store.encoding.ValueHashes;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.UuidType.UUID;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

class BloomFilterTest {
    private static final int ROWS = 4000;

    private final RandomBlocks random = new RandomBlocks(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 25, 26, 100, 16384})
    void whatIsInIsFoundAndLittleElse(int count) {
        Random hashes = new Random(count);
        long[] in = hashes.longs(count).toArray();
        ByteWriter out = new ByteWriter(0);
        BloomFilter.of(in).write(out);
        ByteReader bytes = ByteReader.copyOf(out.toByteArray());
        BloomFilter filter = BloomFilter.read(bytes);
        assertThat(bytes.remaining()).isZero();
        for (long hash : in) {
            assertThat(filter.mayContain(hash)).isTrue();
        }
        long wrong = hashes.longs(10_000).filter(filter::mayContain).count();
        assertThat(wrong).isLessThan(300);
        assertThat(out.size()).isLessThanOrEqualTo(4 + 32 + count * BloomFilter.BITS_PER_VALUE / 8);
    }

    @Test
    void valuesAndBlocksHashTheSame() {
        for (Type type : List.of(BIGINT, INTEGER, UUID, VARCHAR, createDecimalType(38, 0), createDecimalType(9, 0))) {
            ValueBlock block = random.block(type, Shape.RANDOM, Nulls.NONE, 100).getRegion(10, 50);
            long[] hashes = ValueHashes.of(block);
            for (int i = 0; i < hashes.length; i++) {
                assertThat(ValueHashes.of(type, readNativeValue(type, block, i))).as("%s %d", type, i)
                        .isEqualTo(hashes[i]);
            }
        }
        assertThat(ValueHashes.of(random.block(VARCHAR, Shape.RANDOM, Nulls.SOME, ROWS))).hasSizeBetween(1, ROWS - 1);
    }

    @Test
    void onlyRandomKeysGetFilters() {
        assertThat(filters(BIGINT, Shape.RANDOM, 1)).hasSize(4);
        assertThat(filters(UUID, Shape.RANDOM, 1)).hasSize(4);
        assertThat(filters(BIGINT, Shape.RANDOM, 0.5)).as("many times each").isEmpty();
        assertThat(filters(BIGINT, Shape.SORTED, 1)).as("in order").isEmpty();
        assertThat(filters(createDecimalType(12, 2), Shape.RANDOM, 1)).as("amounts").isEmpty();
    }

    private List<BloomFilter> filters(Type type, Shape shape, double distinctFraction) {
        ZoneMapper mapper = new ZoneMapper(type, new TypeOperators());
        ValueBlock block = random.block(type, shape, Nulls.NONE, ROWS);
        List<Integer> blockRows = List.of(1000, 1000, 1000, 1000);
        List<ZoneMap> zones = List.of(0, 1000, 2000, 3000).stream()
                .map(start -> mapper.summarise(block.getRegion(start, 1000))).toList();
        return FilterRule.filters(type, block, blockRows, zones, distinctFraction, mapper);
    }
}
