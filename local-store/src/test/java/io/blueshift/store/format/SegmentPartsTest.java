package io.blueshift.store.format;

import io.blueshift.store.StoreFixture;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.BlockComparison;
import io.blueshift.store.encoding.EncodedBlock;
import io.blueshift.store.encoding.Encodings;
import io.blueshift.store.encoding.RandomBlocks;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.error.UnknownFormatException;
import io.trino.spi.Page;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A segment of several blocks: what they share, their filters, and that no damage anywhere goes unseen. */
class SegmentPartsTest {
    private static final long SEED = Long.getLong("blueshift.seed", 20_261_122L);
    private static final int ROWS = SegmentFormat.BLOCK_ROWS + 500;
    private static final int DAMAGES = 400;
    private static final List<Type> TYPES = List.of(BIGINT, VARCHAR, DOUBLE, VARCHAR);

    @TempDir
    private Path directory;
    private LocalStore store;
    private List<ValueBlock> columns;
    private SegmentEntry entry;
    private Path file;

    @BeforeEach
    void writeSegment() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        StoreFixture fixture = new StoreFixture(store);
        RandomBlocks random = new RandomBlocks(SEED);
        columns = List.of(
                random.block(BIGINT, Shape.RANDOM, Nulls.NONE, ROWS),
                random.block(VARCHAR, Shape.FEW, Nulls.SOME, ROWS),
                random.block(DOUBLE, Shape.NARROW, Nulls.NONE, ROWS),
                random.block(VARCHAR, Shape.RANDOM, Nulls.SOME, ROWS));
        TableVersion version = fixture
                .insert(fixture.createTable("t", TYPES), new Page(columns.toArray(ValueBlock[]::new)));
        entry = version.segments().getFirst();
        file = fixture.file(version, 0);
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    private SegmentReader open() throws IOException {
        return new SegmentReader(file, entry.bytes(), entry.footerBytes());
    }

    @Test
    void everyPartOfEveryBlockIsReadable() throws IOException {
        try (SegmentReader reader = open()) {
            reader.verifyChecksums();
            assertThat(reader.bytesRead()).isEqualTo(entry.bytes());
            for (int column = 0; column < TYPES.size(); column++) {
                Type type = TYPES.get(column);
                ColumnChunk chunk = reader.footer().chunk(column + 1).orElseThrow();
                int start = 0;
                for (int block = 0; block < chunk.blocks().size(); block++) {
                    EncodedBlock read = reader.readEncoded(chunk, block, type);
                    BlockComparison.assertSame(
                            type,
                            read.decode(),
                            columns.get(column).getRegion(start, read.positions()));
                    start += read.positions();
                }
            }
        }
    }

    @Test
    void blocksShareTheirDictionary() throws IOException {
        try (SegmentReader reader = open()) {
            ColumnChunk chunk = reader.footer().chunk(2).orElseThrow();
            EncodedBlock.DictionaryCodes first = (EncodedBlock.DictionaryCodes) reader.readEncoded(chunk, 0, VARCHAR);
            EncodedBlock.DictionaryCodes second = (EncodedBlock.DictionaryCodes) reader.readEncoded(chunk, 1, VARCHAR);
            assertThat(first.dictionary().values()).isSameAs(second.dictionary().values());
        }
    }

    @Test
    void filtersKnowWhichBlockHasAKey() throws IOException {
        ValueBlock keys = columns.getFirst();
        int foundElsewhere = 0;
        try (SegmentReader reader = open()) {
            ColumnChunk chunk = reader.footer().chunk(1).orElseThrow();
            assertThat(chunk.filters().bytes()).isPositive();
            assertThat(reader.footer().chunk(3).orElseThrow().filters().bytes()).isZero();
            for (int i = 0; i < 1000; i++) {
                Object key = readNativeValue(BIGINT, keys, i);
                assertThat(reader.mayContain(chunk, 0, BIGINT, key)).isTrue();
                foundElsewhere += reader.mayContain(chunk, 1, BIGINT, key) ? 1 : 0;
            }
        }
        assertThat(foundElsewhere).isLessThan(50);
    }

    @Test
    void damageAnywhereIsFound() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(SEED);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] broken;
            String how;
            if (i % 4 == 0) {
                int length = random.nextInt(sound.length);
                broken = Arrays.copyOf(sound, length);
                how = "cut to " + length;
            } else {
                // Half of them near the end, where the footer is
                int position = i % 4 == 1
                        ? sound.length - 1 - random.nextInt(entry.footerBytes())
                        : random.nextInt(sound.length);
                broken = sound.clone();
                broken[position] ^= (byte) (1 + random.nextInt(255));
                how = "byte " + position;
            }
            Files.write(file, broken);
            Throwable failure = catchThrowable(() -> {
                try (SegmentReader reader = open()) {
                    reader.verifyChecksums();
                }
            });
            assertThat(failure).as("%s, -Dblueshift.seed=%d", how, SEED)
                    .isInstanceOfAny(CorruptFileException.class, UnknownFormatException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aFileOfTheFirstVersionIsRefusedByName() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        sound[sound.length - 8] = 1;
        Files.write(file, sound);
        assertThat(catchThrowable(this::open)).isInstanceOf(UnknownFormatException.class)
                .hasMessageContaining("has format version 1");
    }

    @Test
    void namesOfEncodingsAreThoseOfTheFile() throws IOException {
        try (SegmentReader reader = open()) {
            assertThat(
                    reader.footer().chunks().stream()
                            .map(chunk -> Encodings.byId(chunk.blocks().getFirst().encoding()).label()))
                    .containsExactly("plain", "dictionary", "alp", "fsst");
        }
    }
}
