package io.blueshift.store.catalog;

import io.blueshift.store.StoreFixture;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.SchemaTableName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Versions, their files, and what a start finds and removes. */
class LocalStoreTest {
    @TempDir
    private Path directory;
    private LocalStore store;
    private StoreFixture fixture;
    private UUID table;

    @BeforeEach
    void openStore() throws IOException {
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
        table = fixture.createTable("t", List.of(BIGINT));
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    private void reopen() throws IOException {
        store.close();
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        fixture = new StoreFixture(store);
    }

    private static Page rows(long... values) {
        BlockBuilder builder = BIGINT.createBlockBuilder(null, values.length);
        for (long value : values) {
            BIGINT.writeLong(builder, value);
        }
        return new Page(builder.build());
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.list(store.dataDirectory(table))) {
            return files.toList();
        }
    }

    private static final RetentionPolicy ONLY_CURRENT = RetentionPolicy.olderThan(Duration.ZERO);

    @Test
    void aReaderKeepsItsVersionAndItsFiles() throws IOException {
        fixture.insert(table, rows(1, 2, 3));
        TableVersion seen = store.table(table).pin();
        store.table(table).commit(version -> version.withSegments("truncate", List.of()));
        assertThat(store.table(table).expire(ONLY_CURRENT)).isEqualTo(2);
        assertThat(store.table(table).current().rows()).isZero();
        assertThat(fixture.read(seen).getFirst().getPositionCount()).isEqualTo(3);
        assertThat(dataFiles()).hasSize(1);
        store.table(table).unpin(seen.version());
        assertThat(dataFiles()).isEmpty();
    }

    @Test
    void olderVersionsStayReadableUntilTheyExpire() throws IOException {
        for (int i = 0; i < 5; i++) {
            fixture.insert(table, rows(i));
        }
        store.table(table).commit(version -> version.withSegments("truncate", List.of()));
        reopen();
        LocalTable open = store.table(table);
        assertThat(open.versions()).extracting(RetainedVersion::version).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(open.versions()).extracting(RetainedVersion::rows).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 0L);
        assertThat(open.versions().getLast().commit().deletedRows()).isEqualTo(5);
        TableVersion third = open.pin(3);
        assertThat(fixture.read(third)).hasSize(2);
        open.unpin(3);
        Instant fifth = open.versions().get(4).commit().time();
        assertThat(open.pinAsOf(fifth).version()).isEqualTo(5);
        assertThat(open.pinAsOf(fifth.minusNanos(1000)).version()).isEqualTo(4);
        open.unpin(5);
        open.unpin(4);
        assertThat(open.expire(new RetentionPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ZERO))).isEqualTo(5);
        assertThat(dataFiles()).hasSize(5);
        assertThatThrownBy(() -> open.pin(3)).hasMessageContaining("Version 3 has expired")
                .hasMessageContaining("the oldest retained is version 6");
        assertThatThrownBy(() -> open.pin(8)).hasMessageContaining("Version 8 does not exist");
        assertThatThrownBy(() -> open.pinAsOf(fifth)).hasMessageContaining("No version as old as " + fifth);
        assertThat(open.expire(ONLY_CURRENT)).isEqualTo(1);
        assertThat(dataFiles()).isEmpty();
        reopen();
        assertThat(store.table(table).versions()).hasSize(1);
    }

    @Test
    void rollingBackMakesANewVersion() throws IOException {
        fixture.insert(table, rows(1, 2, 3));
        fixture.insert(table, rows(4));
        TableVersion back = store.table(table).rollBackTo(2);
        assertThat(back.version()).isEqualTo(4);
        assertThat(back.rows()).isEqualTo(3);
        assertThat(back.commit().operation()).isEqualTo("rollback");
        assertThat(back.commit().deletedRows()).isEqualTo(1);
        reopen();
        assertThat(store.table(table).current().rows()).isEqualTo(3);
    }

    @Test
    void anUnreadableOlderVersionCostsNoOther() throws IOException {
        fixture.insert(table, rows(1));
        fixture.insert(table, rows(2));
        Path manifest = store.dataDirectory(table).resolveSibling("manifests").resolve("%020d.avro".formatted(2));
        Files.writeString(manifest, "no manifest");
        fixture.write(table, rows(3));
        reopen();
        assertThat(store.table(table).current().rows()).isEqualTo(2);
        assertThatThrownBy(() -> store.table(table).pin(2)).hasMessageContaining(manifest.toString());
        assertThat(store.table(table).pin(1).rows()).isZero();
        // What the broken manifest mentions is unknown, so nothing is taken away
        assertThat(dataFiles()).hasSize(3);
    }

    @Test
    void aDroppedTableGoesWithItsLastReader() throws IOException {
        fixture.insert(table, rows(1, 2, 3));
        LocalTable open = store.table(table);
        TableVersion seen = open.pin();
        store.changeNames(names -> names.removeTable(new SchemaTableName("default", "t")));
        assertThat(fixture.read(seen).getFirst().getPositionCount()).isEqualTo(3);
        assertThatThrownBy(() -> open.commit(version -> version.append(List.of())))
                .hasMessageContaining("dropped meanwhile");
        open.unpin(seen.version());
        assertThat(store.dataDirectory(table).getParent()).doesNotExist();
    }

    @Test
    void aStartRemovesWhatNobodyCommitted() throws IOException {
        fixture.insert(table, rows(1));
        fixture.write(table, rows(2, 3));
        UUID unnamed = UUID.randomUUID();
        store.prepareTable(unnamed);
        Path manifests = store.dataDirectory(table).resolveSibling("manifests");
        Files.writeString(manifests.resolve("%020d.avro.tmp".formatted(3)), "half a manifest");
        assertThat(dataFiles()).hasSize(2);
        reopen();
        assertThat(dataFiles()).hasSize(1);
        assertThat(Files.list(manifests)).hasSize(2);
        assertThat(store.dataDirectory(unnamed)).doesNotExist();
        assertThat(store.table(table).current().rows()).isEqualTo(1);
    }

    @Test
    void aBrokenManifestFailsItsTableOnly() throws IOException {
        UUID other = fixture.createTable("other", List.of(BIGINT));
        Path manifest = store.dataDirectory(table).resolveSibling("manifests").resolve("%020d.avro".formatted(1));
        byte[] sound = Files.readAllBytes(manifest);
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            int position = random.nextInt(sound.length);
            byte[] broken = sound.clone();
            broken[position] ^= (byte) (1 + random.nextInt(255));
            Files.write(manifest, broken);
            reopen();
            assertThat(store.table(other).current().version()).isEqualTo(1);
            assertBrokenOrUnharmed(manifest, position);
            Files.write(manifest, sound);
        }
        Files.write(manifest, Arrays.copyOf(sound, sound.length / 2));
        reopen();
        assertThatThrownBy(() -> store.table(table)).hasMessageContaining(manifest.toString());
        store.changeNames(names -> names.removeTable(new SchemaTableName("default", "t")));
        assertThat(store.dataDirectory(table).getParent()).doesNotExist();
    }

    /** The name of a metadata entry that the container does not need may change; anything else is found. */
    private void assertBrokenOrUnharmed(Path manifest, int position) {
        try {
            TableVersion version = store.table(table).current();
            assertThat(version.columns()).as("byte %d", position).hasSize(1);
            assertThat(version.columns().getFirst().name()).isEqualTo("c1");
            assertThat(version.tableId()).isEqualTo(table);
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining(manifest.toString()).hasMessageContaining("corrupt");
        }
    }

    @Test
    void brokenNamesStopTheStart() throws IOException {
        store.close();
        Path names;
        try (Stream<Path> files = Files.list(directory.resolve("names"))) {
            names = files.findFirst().orElseThrow();
        }
        byte[] sound = Files.readAllBytes(names);
        byte[] broken = sound.clone();
        broken[broken.length - 30] ^= 1;
        Files.write(names, broken);
        assertThatThrownBy(() -> LocalStore.open(directory, TESTING_TYPE_MANAGER))
                .hasMessageContaining(names.toString());
        Files.write(names, sound);
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
    }

    @Test
    void aChangeOfNamesThatChangesNothingIsNone() throws IOException {
        long before = store.names().version();
        assertThat(store.changeNames(names -> names).version()).isEqualTo(before);
        reopen();
        assertThat(store.names().table(new SchemaTableName("default", "t"))).hasValue(table);
        assertThat(store.names().version()).isEqualTo(before);
    }

    @Test
    void functionsAreNamesLikeOthers() throws IOException {
        FunctionName one = new FunctionName("more", "f", "(bigint)");
        FunctionName other = new FunctionName("more", "f", "(varchar)");
        store.changeNames(names -> names.addSchema("more"));
        store.changeNames(names -> names.putFunction(one, "1", false));
        store.changeNames(names -> names.putFunction(other, "2", false));
        store.changeNames(names -> names.putFunction(one, "3", true));
        assertThatThrownBy(() -> store.changeNames(names -> names.putFunction(one, "4", false)))
                .hasMessage("Function already exists: more.f");
        assertThatThrownBy(() -> store.changeNames(names -> names.removeSchema("more")))
                .hasMessage("Schema not empty: more");
        reopen();
        assertThat(store.names().functions()).isEqualTo(Map.of(one, "3", other, "2"));
        store.changeNames(names -> names.renameSchema("more", "many"));
        store.changeNames(names -> names.removeFunction(new FunctionName("many", "f", "(bigint)")));
        assertThat(store.names().functions()).isEqualTo(Map.of(new FunctionName("many", "f", "(varchar)"), "2"));
        store.changeNames(names -> names.removeSchemaAndContent("many"));
        reopen();
        assertThat(store.names().functions()).isEmpty();
    }

    @Test
    void lostNamesStopTheStartAndCostNoTable() throws IOException {
        fixture.insert(table, rows(1, 2, 3));
        store.close();
        Path names = directory.resolve("names/%020d.avro".formatted(store.names().version()));
        byte[] sound = Files.readAllBytes(names);
        Files.delete(names);
        assertThatThrownBy(() -> LocalStore.open(directory, TESTING_TYPE_MANAGER))
                .hasMessageContaining("there is no list of names, but there are tables");
        Files.write(names, sound);
        store = LocalStore.open(directory, TESTING_TYPE_MANAGER);
        assertThat(store.table(table).current().rows()).isEqualTo(3);
    }

    @Test
    void aSecondOwnerIsRefused() {
        assertThatThrownBy(() -> LocalStore.open(directory, TESTING_TYPE_MANAGER)).isInstanceOf(TrinoException.class)
                .hasMessageContaining(directory.toString()).hasMessageContaining("in use")
                .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
}
