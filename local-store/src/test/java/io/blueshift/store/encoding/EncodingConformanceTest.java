package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.blueshift.store.encoding.BlockComparison.assertSame;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.TimestampType.createTimestampType;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What every encoding has to pass: each type, shape, null pattern and length goes through each encoding that says it
 * can, and through the choice among them. A failure names the seed; {@code -Dblueshift.seed=N} repeats it.
 */
class EncodingConformanceTest {
    private static final long SEED = Long.getLong("blueshift.seed", 20_261_122L);
    private static final List<Integer> LENGTHS = List.of(0, 1, 2, 63, 64, 65, 1023, 1024, 1025);
    private static final List<Integer> FEWER_LENGTHS = List.of(0, 1, 65, 1025);
    private static final List<Integer> BLOCK_LENGTHS = List.of(16_383, 16_384, 16_385);

    static List<Type> types() {
        return RandomBlocks.TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyBlockComesBack(Type type) {
        everyBlockComesBack(type, Optional.empty(), LENGTHS);
        for (Encoding encoding : Encoding.values()) {
            everyBlockComesBack(type, Optional.of(encoding), FEWER_LENGTHS);
        }
    }

    @Test
    void fullBlocksComeBack() {
        for (Type type : List.of(BIGINT, VARCHAR, DOUBLE, createTimestampType(12))) {
            everyBlockComesBack(type, Optional.empty(), BLOCK_LENGTHS);
        }
    }

    private static void everyBlockComesBack(Type type, Optional<Encoding> encoding, List<Integer> lengths) {
        Random random = new Random(SEED);
        RandomBlocks blocks = new RandomBlocks(SEED);
        for (Shape shape : Shape.values()) {
            for (Nulls nulls : Nulls.values()) {
                for (int length : lengths) {
                    ValueBlock whole = blocks.block(type, shape, nulls, length + 3);
                    // A region starts somewhere inside its arrays
                    ValueBlock block = whole.getRegion(2, length);
                    try {
                        roundTrip(type, block, encoding, random);
                    } catch (AssertionError | RuntimeException e) {
                        throw new AssertionError(
                                "%s %s %s %s %d fails with -Dblueshift.seed=%d"
                                        .formatted(encoding, type, shape, nulls, length, SEED),
                                e);
                    }
                }
            }
        }
    }

    private static void roundTrip(Type type, ValueBlock block, Optional<Encoding> encoding, Random random) {
        List<Integer> blockRows = cut(block.getPositionCount(), random);
        ChunkEncoder encoder = ChunkEncoder.of(type, block, blockRows, encoding);
        SharedPart shared = SharedPart.read(type, ByteReader.copyOf(encoder.sharedPart()));
        int start = 0;
        for (int i = 0; i < blockRows.size(); i++) {
            int rows = blockRows.get(i);
            ByteWriter out = new ByteWriter(16);
            Encoding written = encoder.write(i, out);
            assertThat(out.toByteArray()[0]).isEqualTo((byte) written.id());
            ByteReader in = ByteReader.copyOf(out.toByteArray());
            EncodedBlock read = Encodings.read(type, rows, in, shared);
            assertThat(in.remaining()).as("bytes left by %s", written).isZero();
            assertThat(read.positions()).isEqualTo(rows);
            ValueBlock expected = block.getRegion(start, rows);
            assertSame(type, read.decode(), expected);
            int[] wanted = IntStream.range(0, rows).filter(_ -> random.nextInt(3) == 0).toArray();
            assertSame(
                    type,
                    read.decode(wanted, wanted.length / 2, wanted.length - wanted.length / 2),
                    expected.copyPositions(wanted, wanted.length / 2, wanted.length - wanted.length / 2));
            start += rows;
        }
    }

    /** One block, or several. */
    private static List<Integer> cut(int positions, Random random) {
        if (positions < 100 || random.nextBoolean()) {
            return List.of(positions);
        }
        return List.of(positions / 3, 1, positions - 1 - positions / 3);
    }

    @Test
    void everyEncodingIsChosenForSomething() {
        RandomBlocks blocks = new RandomBlocks(SEED);
        Set<Encoding> chosen = EnumSet.noneOf(Encoding.class);
        for (Shape shape : Shape.values()) {
            for (Type type : List.of(BIGINT, VARCHAR, DOUBLE, createTimestampType(12))) {
                ValueBlock block = blocks.block(type, shape, Nulls.NONE, 1024);
                chosen.add(ChunkEncoder.of(type, block, List.of(1024), Optional.empty()).write(0, new ByteWriter(16)));
            }
        }
        assertThat(chosen).containsExactlyInAnyOrder(Encoding.values());
    }

    @Test
    void idsAndNamesAreUnique() {
        assertThat(Stream.of(Encoding.values()).map(Encoding::id)).doesNotHaveDuplicates();
        for (Encoding encoding : Encoding.values()) {
            assertThat(Encodings.byId(encoding.id())).isSameAs(encoding);
            assertThat(Encodings.forced(encoding.name())).contains(encoding);
            assertThat(Encodings.forced(encoding.label())).contains(encoding);
        }
        assertThat(Encodings.forced("AUTO")).isEmpty();
        assertThatThrownBy(() -> Encodings.forced("huffman")).hasMessageContaining("'huffman'")
                .hasMessageContaining("auto, plain, ");
    }

    @Test
    void anOrderedDictionaryIsOrdered() {
        RandomBlocks blocks = new RandomBlocks(SEED);
        for (Type type : List.of(BIGINT, VARCHAR, createDecimalType(38, 5), DATE)) {
            ValueBlock block = blocks.block(type, Shape.FEW, Nulls.SOME, 1000);
            ChunkEncoder encoder = ChunkEncoder.of(type, block, List.of(1000), Optional.of(Encoding.DICTIONARY));
            SharedPart.Dictionary dictionary = (SharedPart.Dictionary) SharedPart
                    .read(type, ByteReader.copyOf(encoder.sharedPart()));
            assertThat(dictionary.ordered()).isTrue();
            int entries = dictionary.values().getPositionCount();
            assertThat(dictionary.nullCode()).hasValue(entries - 1);
            ValueIdentity identity = ValueIdentity.of(dictionary.values());
            for (int i = 1; i < entries - 1; i++) {
                assertThat(identity.compare(i - 1, i)).isNegative();
            }
        }
    }
}
