package io.blueshift.store.zone;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.RandomBlocks;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.TypeUtils.isFloatingPointNaN;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

class ZoneMapTest {
    private static final TypeOperators OPERATORS = new TypeOperators();

    static List<Type> orderable() {
        return RandomBlocks.TYPES.stream().filter(Type::isOrderable).toList();
    }

    @ParameterizedTest
    @MethodSource("orderable")
    void everyValueOfABlockPassesItsZoneMap(Type type) {
        RandomBlocks blocks = new RandomBlocks(7);
        ZoneMapper mapper = new ZoneMapper(type, OPERATORS);
        for (Shape shape : Shape.values()) {
            ZoneMap merged = ZoneMap.EMPTY;
            for (Nulls nulls : List.of(Nulls.NONE, Nulls.SOME, Nulls.ALL)) {
                ValueBlock block = blocks.block(type, shape, nulls, 200);
                ZoneMap zone = roundTrip(mapper, mapper.summarise(block));
                merged = mapper.merge(merged, zone);
                for (int i = 0; i < block.getPositionCount(); i++) {
                    if (!block.isNull(i) && isFloatingPointNaN(type, readNativeValue(type, block, i))) {
                        // No domain speaks of it
                        continue;
                    }
                    Domain domain = block.isNull(i)
                            ? Domain.onlyNull(type)
                            : Domain.singleValue(type, readNativeValue(type, block, i));
                    if (!zone.mayMatch(domain) || !merged.mayMatch(domain)) {
                        throw new AssertionError("%s %s excludes position %d".formatted(shape, nulls, i));
                    }
                }
            }
            assertThat(merged.positions()).isEqualTo(600);
        }
    }

    private static ZoneMap roundTrip(ZoneMapper mapper, ZoneMap zone) {
        ByteWriter out = new ByteWriter(16);
        mapper.write(zone, out);
        ZoneMap read = mapper.read(ByteReader.copyOf(out.toByteArray()));
        assertThat(read).isEqualTo(zone);
        return read;
    }

    @Test
    void excludesWhatIsOutside() {
        ZoneMap zone = zone(BIGINT, 10L, 20L);
        assertThat(zone.mayMatch(Domain.singleValue(BIGINT, 21L))).isFalse();
        assertThat(zone.mayMatch(domain(Range.lessThan(BIGINT, 10L)))).isFalse();
        assertThat(zone.mayMatch(domain(Range.lessThanOrEqual(BIGINT, 10L)))).isTrue();
        assertThat(zone.mayMatch(Domain.onlyNull(BIGINT))).isFalse();
        assertThat(zone.mayMatch(Domain.notNull(BIGINT))).isTrue();
        assertThat(ZoneMap.allNull(3).mayMatch(Domain.notNull(BIGINT))).isFalse();
        assertThat(ZoneMap.allNull(3).mayMatch(Domain.onlyNull(BIGINT))).isTrue();
    }

    @Test
    void zerosOfBothSignsAreOne() {
        assertThat(zone(DOUBLE, 0.0, 1.0).mayMatch(Domain.singleValue(DOUBLE, -0.0))).isTrue();
        assertThat(zone(DOUBLE, -1.0, -0.0).mayMatch(Domain.singleValue(DOUBLE, 0.0))).isTrue();
    }

    @Test
    void notANumberLeavesNoRange() {
        ZoneMap zone = zone(DOUBLE, 1.0, Double.NaN);
        assertThat(zone.range()).isEmpty();
        assertThat(zone.mayMatch(Domain.singleValue(DOUBLE, 99.0))).isTrue();
    }

    @Test
    void longTextsAreBoundedByPrefixes() {
        Slice low = Slices.utf8Slice("a".repeat(500));
        Slice high = Slices.utf8Slice("b".repeat(500));
        ZoneMap zone = zone(VARCHAR, low, high);
        ValueRange range = zone.range().orElseThrow();
        assertThat(((Slice) range.min()).length()).isLessThanOrEqualTo(ZoneMapper.BOUND_BYTES_MAX);
        assertThat(((Slice) range.max()).length()).isLessThanOrEqualTo(ZoneMapper.BOUND_BYTES_MAX);
        assertThat(zone.mayMatch(Domain.singleValue(VARCHAR, low))).isTrue();
        assertThat(zone.mayMatch(Domain.singleValue(VARCHAR, high))).isTrue();
        assertThat(zone.mayMatch(Domain.singleValue(VARCHAR, Slices.utf8Slice("c")))).isFalse();
        byte[] highest = new byte[100];
        Arrays.fill(highest, (byte) 0xFF);
        assertThat(zone(VARCHAR, low, Slices.wrappedBuffer(highest)).range()).isEmpty();
    }

    private static Domain domain(Range range) {
        return Domain.create(ValueSet.ofRanges(range), false);
    }

    private static ZoneMap zone(Type type, Object... values) {
        BlockBuilder builder = type.createBlockBuilder(null, values.length);
        for (Object value : values) {
            writeNativeValue(type, builder, value);
        }
        return new ZoneMapper(type, OPERATORS).summarise(builder.buildValueBlock());
    }
}
