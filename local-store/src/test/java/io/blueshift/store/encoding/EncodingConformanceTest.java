package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static io.blueshift.store.encoding.BlockComparison.assertSame;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every encoding has to pass: each type, shape, null pattern and length goes through each encoding that says it
 * can, and through the choice among them. A failure names the seed; {@code -Dblueshift.seed=N} repeats it.
 */
class EncodingConformanceTest {
    private static final long SEED = Long.getLong("blueshift.seed", 20_261_122L);
    private static final List<Integer> LENGTHS = List.of(0, 1, 2, 63, 64, 65, 1023, 1024, 1025);

    static List<Type> types() {
        return RandomBlocks.TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyBlockComesBack(Type type) {
        RandomBlocks blocks = new RandomBlocks(SEED);
        for (Shape shape : Shape.values()) {
            for (Nulls nulls : Nulls.values()) {
                for (int length : LENGTHS) {
                    ValueBlock whole = blocks.block(type, shape, nulls, length + 3);
                    // A region starts somewhere inside its arrays
                    ValueBlock block = whole.getRegion(2, length);
                    try {
                        roundTrip(type, block);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError(
                                "%s %s %s %d fails with -Dblueshift.seed=%d"
                                        .formatted(type, shape, nulls, length, SEED),
                                e);
                    }
                }
            }
        }
    }

    private static void roundTrip(Type type, ValueBlock block) {
        BlockProfile profile = BlockProfile.of(type, block);
        for (Encoding encoding : Encodings.all()) {
            if (encoding.estimate(profile) != Encoding.IMPOSSIBLE) {
                ByteWriter out = new ByteWriter(16);
                encoding.encode(profile, out);
                ByteReader in = ByteReader.copyOf(out.toByteArray());
                assertSame(type, encoding.decode(type, block.getPositionCount(), in), block);
                assertThat(in.remaining()).as("bytes left by %s", encoding.label()).isZero();
            }
        }
        ByteWriter out = new ByteWriter(16);
        Encodings.write(type, block, out);
        Block read = Encodings.read(type, block.getPositionCount(), ByteReader.copyOf(out.toByteArray()));
        assertSame(type, read, block);
    }

    @Test
    void everyEncodingIsChosenForSomething() {
        RandomBlocks blocks = new RandomBlocks(SEED);
        Set<Encoding> chosen = new HashSet<>();
        for (Shape shape : EnumSet.allOf(Shape.class)) {
            for (Type type : List.of(BIGINT, VARCHAR)) {
                chosen.add(Encodings.write(type, blocks.block(type, shape, Nulls.NONE, 1024), new ByteWriter(16)));
            }
        }
        assertThat(chosen).containsExactlyInAnyOrderElementsOf(Encodings.all());
    }

    @Test
    void idsAreUnique() {
        assertThat(Encodings.all().stream().map(Encoding::id)).doesNotHaveDuplicates();
        for (Encoding encoding : Encodings.all()) {
            assertThat(Encodings.byId(encoding.id())).isSameAs(encoding);
        }
    }
}
