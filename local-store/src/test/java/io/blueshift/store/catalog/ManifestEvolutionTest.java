package io.blueshift.store.catalog;

import io.blueshift.store.StoreFixture;
import io.blueshift.store.zone.ZoneMap;
import io.blueshift.store.zone.ZoneMappers;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A manifest stays readable after its schema got more fields. The file was written before there were sketches, sort keys
 * and initial values.
 */
class ManifestEvolutionTest {
    private static final UUID TABLE = new UUID(1, 2);
    private static final String OLD = "manifest-without-sketches.avro";

    @TempDir
    private Path directory;

    private final TableManifest codec = new TableManifest(
            TESTING_TYPE_MANAGER,
            new ZoneMappers(TESTING_TYPE_MANAGER));

    @Test
    void anOldManifestIsRead() throws IOException {
        Path file = directory.resolve("old.avro");
        try (InputStream in = ManifestEvolutionTest.class.getResourceAsStream(OLD)) {
            Files.copy(in, file);
        }
        TableVersion table = codec.read(file, TABLE, 7);
        assertThat(table.comment()).contains("old");
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.columns()).containsExactly(
                new ColumnDefinition(1, "x", BIGINT, true, Optional.empty(), Optional.of("a number")));
        assertThat(table.sortKey()).isEmpty();
        assertThat(table.segments()).singleElement().satisfies(segment -> {
            assertThat(segment.file()).isEqualTo("one.seg");
            assertThat(segment.zone(1)).isEqualTo(ZoneMap.constant(BIGINT, 5L, 3));
            assertThat(segment.sketch(1)).isEmpty();
            assertThat(segment.sortedBy()).isEmpty();
            assertThat(segment.deletes()).isEmpty();
        });
        assertThat(codec.readSummary(file, TABLE, 7).rows()).isEqualTo(3);
    }

    @Test
    void aManifestOfANewerFormatIsRefused() throws IOException {
        UUID table;
        try (LocalStore store = LocalStore.open(directory, TESTING_TYPE_MANAGER)) {
            table = new StoreFixture(store).createTable("t", List.of(BIGINT));
            Path manifest = store.dataDirectory(table).resolveSibling("manifests").resolve("%020d.avro".formatted(1));
            GenericRecord record = AvroFile.read(manifest, TableManifest.SCHEMA);
            record.put("formatVersion", 3);
            Files.write(manifest, AvroFile.encode(TableManifest.SCHEMA, record));
        }
        try (LocalStore store = LocalStore.open(directory, TESTING_TYPE_MANAGER)) {
            assertThatThrownBy(() -> store.table(table)).hasMessageMatching(
                    ".*manifests/0*1.avro has format version 3; this version of Blueshift reads up to 2");
        }
    }
}
