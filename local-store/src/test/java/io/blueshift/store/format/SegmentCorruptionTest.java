package io.blueshift.store.format;

import io.blueshift.store.StoreFixture;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.RandomBlocks;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
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
import java.util.UUID;

import static io.blueshift.store.error.StoreErrorCode.LOCAL_STORE_CORRUPT;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A segment file that is not what was written never yields rows, and the error says which file and where. */
class SegmentCorruptionTest {
    private static final List<Type> TYPES = List.of(BIGINT, VARCHAR, BIGINT);

    @TempDir
    private Path directory;
    private LocalStore store;
    private StoreFixture fixture;
    private TableVersion version;
    private Path file;
    private byte[] sound;

    @BeforeEach
    void writeTable() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
        UUID table = fixture.createTable("t", TYPES);
        RandomBlocks random = new RandomBlocks(1);
        version = fixture.insert(
                table,
                new Page(
                        new Block[]{random.block(BIGINT, Shape.NARROW, Nulls.SOME, 300),
                                random.block(VARCHAR, Shape.FEW, Nulls.NONE, 300),
                                random.block(BIGINT, Shape.RUNS, Nulls.NONE, 300)}));
        file = fixture.file(version, 0);
        sound = Files.readAllBytes(file);
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void everyFlippedByteIsFound() throws IOException {
        Random random = new Random(2);
        for (int position = 0; position < sound.length; position++) {
            byte[] broken = sound.clone();
            broken[position] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, broken);
            assertRefused("byte " + position);
        }
        Files.write(file, sound);
        assertThat(fixture.read(version)).hasSize(1);
    }

    @Test
    void aFooterThatIsKnownIsVerifiedAllTheSame() throws IOException {
        assertThat(fixture.read(version)).hasSize(1);
        int footer = version.segments().getFirst().footerBytes();
        for (int position = sound.length - footer; position < sound.length; position += 7) {
            byte[] broken = sound.clone();
            broken[position] ^= 1;
            Files.write(file, broken);
            assertRefused("byte " + position);
        }
        Files.write(file, sound);
        assertThat(fixture.read(version)).hasSize(1);
    }

    @Test
    void everyTruncationIsFound() throws IOException {
        for (int length = 0; length < sound.length; length++) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertRefused("length " + length);
        }
        Files.write(file, Arrays.copyOf(sound, sound.length + 1));
        assertRefused("one byte more");
    }

    @Test
    void aMissingFileIsFound() throws IOException {
        Files.delete(file);
        assertRefused("missing");
    }

    @Test
    void theFileOfAnotherSegmentIsFound() throws IOException {
        TableVersion next = fixture.insert(version.tableId(), fixture.read(version).toArray(Page[]::new));
        byte[] other = Files.readAllBytes(fixture.file(next, 1));
        assertThat(other).hasSameSizeAs(sound);
        System.arraycopy(other, 0, sound, 0, SegmentFormat.HEADER_BYTES);
        Files.write(file, sound);
        assertRefused("header of another");
    }

    @Test
    void aNewerFormatIsRefusedByName() throws IOException {
        sound[sound.length - 8]++;
        Files.write(file, sound);
        assertThat(catchThrowable(() -> fixture.read(version))).hasMessageContaining("has format version 3")
                .hasMessageContaining("reads up to 2");
    }

    private void assertRefused(String how) {
        Throwable failure = catchThrowable(() -> fixture.read(version));
        assertThat(failure).as(how).isInstanceOf(TrinoException.class);
        assertThat(failure.getMessage()).as(how).startsWith("Catalog local: ").contains(file.toString());
        if (!failure.getMessage().contains("format version")) {
            assertThat(((TrinoException) failure).getErrorCode()).as(how)
                    .isEqualTo(LOCAL_STORE_CORRUPT.toErrorCode());
            assertThat(failure.getMessage()).as(how).containsPattern("is corrupt at offset \\d+: ");
        }
    }
}
