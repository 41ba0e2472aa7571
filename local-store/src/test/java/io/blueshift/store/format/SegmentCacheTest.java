package io.blueshift.store.format;

import io.blueshift.store.StoreFixture;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.EncodedBlock;
import io.blueshift.store.encoding.RandomBlocks;
import io.blueshift.store.encoding.RandomBlocks.Nulls;
import io.blueshift.store.encoding.RandomBlocks.Shape;
import io.blueshift.store.error.CorruptFileException;
import io.trino.spi.Page;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What was read once is not read again, unless the file has changed. */
class SegmentCacheTest {
    private static final int ROWS = SegmentFormat.BLOCK_ROWS + 500;
    private static final List<Type> TYPES = List.of(BIGINT, VARCHAR);
    private static final long ENOUGH = 64L << 20;

    @TempDir
    private Path directory;
    private LocalStore store;
    private SegmentEntry entry;
    private Path file;

    @BeforeEach
    void writeSegment() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        StoreFixture fixture = new StoreFixture(store);
        RandomBlocks random = new RandomBlocks(7);
        TableVersion version = fixture.insert(fixture.createTable("t", TYPES), new Page(
                random.block(BIGINT, Shape.RANDOM, Nulls.SOME, ROWS),
                random.block(VARCHAR, Shape.FEW, Nulls.NONE, ROWS)));
        entry = version.segments().getFirst();
        file = fixture.file(version, 0);
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    private SegmentReader open(SegmentCache cache) throws IOException {
        return cache.open(file, entry.bytes(), entry.footerBytes());
    }

    private EncodedBlock read(SegmentReader reader, int column) throws IOException {
        return reader.readEncoded(reader.footer().chunk(column + 1).orElseThrow(), 1, TYPES.get(column));
    }

    @Test
    void aBlockAndWhatItNeedsIsReadOnce() throws IOException {
        SegmentCache cache = new SegmentCache(ENOUGH);
        for (int column = 0; column < TYPES.size(); column++) {
            EncodedBlock first;
            try (SegmentReader reader = open(cache)) {
                first = read(reader, column);
                assertThat(reader.bytesFound()).isZero();
            }
            try (SegmentReader reader = open(cache)) {
                ColumnChunk chunk = reader.footer().chunk(column + 1).orElseThrow();
                assertThat(read(reader, column)).isSameAs(first);
                assertThat(reader.bytesFound()).isEqualTo(chunk.blocks().get(1).bytes()).isEqualTo(reader.bytesRead());
                // Of the same chunk, but not read so far; the dictionary was
                reader.readEncoded(chunk, 0, TYPES.get(column));
                assertThat(reader.bytesRead() - reader.bytesFound()).isEqualTo(chunk.blocks().get(0).bytes());
            }
        }
    }

    @Test
    void filtersAreReadOnce() throws IOException {
        SegmentCache cache = new SegmentCache(ENOUGH);
        for (boolean known : new boolean[]{false, true}) {
            try (SegmentReader reader = open(cache)) {
                long before = reader.bytesRead();
                reader.mayContain(reader.footer().chunk(1).orElseThrow(), 0, BIGINT, 7L);
                assertThat(reader.bytesRead()).isGreaterThan(before);
                assertThat(reader.bytesFound() > 0).isEqualTo(known);
            }
        }
    }

    @Test
    void aFileThatHasChangedIsReadAgain() throws IOException {
        SegmentCache cache = new SegmentCache(ENOUGH);
        long offset;
        try (SegmentReader reader = open(cache)) {
            read(reader, 0);
            offset = reader.footer().chunk(1).orElseThrow().blocks().get(1).offset();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        try (SegmentReader reader = open(cache)) {
            assertThatThrownBy(() -> read(reader, 0)).isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(file.toString()).hasMessageContaining("checksum");
        }
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(2));
        assertThatThrownBy(() -> open(cache)).isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("this is not the end of a segment");
        Files.delete(file);
        assertThatThrownBy(() -> open(cache)).isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("the file is missing");
    }

    @Test
    void whatWasForgottenIsReadAgain() throws IOException {
        SegmentCache cache = new SegmentCache(ENOUGH);
        try (SegmentReader reader = open(cache)) {
            read(reader, 0);
        }
        cache.clear();
        try (SegmentReader reader = open(cache)) {
            assertThat(reader.bytesRead()).isPositive();
            read(reader, 0);
            assertThat(reader.bytesFound()).isZero();
        }
    }

    @Test
    void withoutRoomOnlyFootersStay() throws IOException {
        SegmentCache cache = new SegmentCache(0);
        try (SegmentReader reader = open(cache)) {
            read(reader, 1);
        }
        try (SegmentReader reader = open(cache)) {
            assertThat(reader.bytesRead()).isZero();
            read(reader, 1);
            assertThat(reader.bytesFound()).isZero();
        }
    }
}
