package io.blueshift.executor.spill;

import io.airlift.slice.Slices;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rows come back from disk as they went there, and nothing of them stays. */
final class SpillFileTest {
    private static final List<Type> TYPES = List.of(BigintType.BIGINT, VarcharType.VARCHAR);

    @TempDir
    private Path directory;

    private static Batch batch(int first, int count) {
        long[] numbers = new long[count];
        BlockBuilder texts = VarcharType.VARCHAR.createBlockBuilder(null, count);
        for (int i = 0; i < count; i++) {
            numbers[i] = first + i;
            if (i % 7 == 3) {
                texts.appendNull();
            } else {
                VarcharType.VARCHAR.writeSlice(texts, Slices.utf8Slice("text " + (first + i)));
            }
        }
        return Batch.of(count, List.of(Vector.ofLongs(BigintType.BIGINT, count, numbers, Optional.empty()),
                Vector.of(VarcharType.VARCHAR, texts.build())));
    }

    private static List<List<Object>> rows(Batch batch) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < batch.count(); i++) {
            int row = batch.rows()[i];
            rows.add(Arrays.asList(batch.vectors().stream()
                    .map(vector -> TypeUtils.readNativeValue(vector.type(), vector.block(), row)).toArray()));
        }
        return rows;
    }

    private static List<List<Object>> rows(SpilledRows spilled) {
        List<List<Object>> rows = new ArrayList<>();
        SpilledRows.Reader reader = spilled.reader();
        while (reader.hasNext()) {
            rows.addAll(rows(reader.next().orElseThrow()));
        }
        assertThat(reader.next()).isEmpty();
        return rows;
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.filter(entry -> !entry.equals(directory)).toList();
        }
    }

    @Test
    void rowsKeepTheirOrderAndOthersDoNotMix() throws IOException {
        SpillSpace space = SpillSpace.open(directory, 1 << 20);
        try (Spilling spilling = Spills.in(space, 1)) {
            SpillFile file = spilling.newFile();
            SpilledRows odd = new SpilledRows(file, TYPES);
            SpilledRows even = new SpilledRows(file, TYPES);
            List<List<Object>> expected = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                (i % 2 == 0 ? even : odd).add(batch(100 * i, i));
                expected.addAll(i % 2 == 0 ? rows(batch(100 * i, i)) : List.of());
            }
            assertThat(rows(even)).isEqualTo(expected);
            assertThat(rows(odd)).hasSize(100);
            assertThat(odd.rows()).isEqualTo(100);
            assertThat(space.bytes()).isEqualTo(spilling.bytesWritten()).isPositive();
        }
        assertThat(space.bytes()).isZero();
        assertThat(left()).isEmpty();
    }

    @Test
    void partitionsOfAnyBlocks() throws IOException {
        Random random = new Random(1);
        try (Spilling spilling = Spills.in(SpillSpace.open(directory, 1 << 24), 1)) {
            PartitionWriter writer = new PartitionWriter(spilling, TYPES, 5);
            List<List<List<Object>>> expected = new ArrayList<>();
            for (int p = 0; p < 5; p++) {
                expected.add(new ArrayList<>());
            }
            for (int round = 0; round < 60; round++) {
                int count = 1 + random.nextInt(3000);
                Batch flat = batch(round, count);
                int[] ids = random.ints(count, 0, count).toArray();
                Batch batch = switch (round % 3) {
                    case 0 -> flat;
                    case 1 -> flat.with(List.of(flat.vector(0),
                            Vector.of(VarcharType.VARCHAR,
                                    DictionaryBlock.create(count, flat.vector(1).block(), ids))));
                    default -> flat.with(List.of(flat.vector(0), Vector.of(VarcharType.VARCHAR,
                            RunLengthEncodedBlock.create(VarcharType.VARCHAR, Slices.utf8Slice("same"), count))));
                };
                int[] selected = random.ints(0, count).limit(1 + count / 2).sorted().distinct().toArray();
                Batch wanted = batch.select(selected, selected.length);
                int[] numbers = random.ints(count, 0, 4).toArray();
                writer.add(wanted, numbers);
                List<List<Object>> rows = rows(wanted);
                for (int i = 0; i < selected.length; i++) {
                    expected.get(numbers[selected[i]]).add(rows.get(i));
                }
            }
            List<SpilledRows> partitions = writer.finish();
            for (int p = 0; p < 5; p++) {
                assertThat(rows(partitions.get(p)).equals(expected.get(p))).as("partition %s", p).isTrue();
                assertThat(partitions.get(p).rows()).isEqualTo(expected.get(p).size());
            }
            assertThat(writer.retainedBytes()).isZero();
        }
    }

    @Test
    void theLimitIsForAllAndNamedWithWhatIsTaken() throws IOException {
        SpillSpace space = SpillSpace.open(directory, 100_000);
        try (Spilling first = Spills.in(space, 1); Spilling second = Spills.in(space, 1)) {
            SpilledRows rows = new SpilledRows(first.newFile(), TYPES);
            rows.add(batch(0, 3000));
            SpilledRows others = new SpilledRows(second.newFile(), TYPES);
            assertThatThrownBy(() -> others.add(batch(0, 3000))).isInstanceOf(TrinoException.class)
                    .hasMessageMatching(
                            "The query needs more room on disk than there is left: all queries hold [0-9.]+kB in "
                                    + ".*, this one wants another [0-9.]+kB, spill-max is 97.7kB")
                    .extracting(e -> ((TrinoException) e).getErrorCode())
                    .isEqualTo(StandardErrorCode.EXCEEDED_SPILL_LIMIT.toErrorCode());
            assertThat(rows(rows)).as("the other one's").hasSize(3000);
            first.close();
            others.add(batch(0, 3000));
            assertThat(rows(others)).hasSize(3000);
        }
    }

    @Test
    void damageIsNoticed() throws IOException {
        try (Spilling spilling = Spills.in(SpillSpace.open(directory, 1 << 20), 1)) {
            SpilledRows rows = new SpilledRows(spilling.newFile(), TYPES);
            rows.add(batch(0, 100));
            assertThat(rows(rows)).hasSize(100);
            Path file = left().stream().filter(Files::isRegularFile).findFirst().orElseThrow();
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                access.seek(500);
                access.write(access.read() + 1);
            }
            assertThatThrownBy(() -> rows(rows)).hasMessageContaining(file.toString())
                    .hasMessageContaining("was damaged: its checksum is");
        }
    }

    @Test
    void whatACrashLeftIsGoneAtTheNextStart() throws IOException {
        SpillSpace crashed = SpillSpace.open(directory, 1 << 20);
        Spilling lost = Spills.in(crashed, 1);
        new SpilledRows(lost.newFile(), TYPES).add(batch(0, 10));
        Path foreign = Files.createFile(directory.resolve("somebody else's"));
        assertThat(left()).hasSize(3);
        SpillSpace again = SpillSpace.open(directory, 1 << 20);
        assertThat(left()).containsExactly(foreign);
        assertThat(again.bytes()).isZero();
    }

    @Test
    void afterTheEndNothingIsWritten() throws IOException {
        Spilling spilling = Spills.in(SpillSpace.open(directory, 1 << 20), 1);
        SpilledRows rows = new SpilledRows(spilling.newFile(), TYPES);
        spilling.close();
        assertThatThrownBy(() -> rows.add(batch(0, 10))).hasMessageContaining("it is closed");
        assertThatThrownBy(spilling::newFile).hasMessage("The execution is over");
        assertThat(left()).isEmpty();
    }

    @Test
    void sharesLeaveRoomForOthers() {
        MemoryBudget budget = new MemoryBudget(6400, Long.MAX_VALUE, () -> Long.MAX_VALUE);
        MemoryBudget.Share first = budget.share();
        MemoryBudget.Share second = budget.share();
        assertThat(first.allowed()).isEqualTo(3200);
        first.set(3000);
        assertThat(first.isTooMuch()).isFalse();
        assertThat(second.allowed()).isEqualTo(1700);
        second.add(6400);
        assertThat(second.isTooMuch()).isTrue();
        assertThat(first.allowed()).as("what anybody gets").isEqualTo(100);
        second.set(0);
        assertThat(budget.used()).isEqualTo(3000);
        assertThat(new MemoryBudget(6400, Long.MAX_VALUE, () -> 500).share().allowed())
                .as("where other queries have the process's memory").isEqualTo(250);
    }
}
