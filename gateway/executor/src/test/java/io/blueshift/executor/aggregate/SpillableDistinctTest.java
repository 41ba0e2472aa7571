package io.blueshift.executor.aggregate;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.spill.Spills;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

final class SpillableDistinctTest {
    private static final List<Type> TYPES = List.of(BigintType.BIGINT, BigintType.BIGINT);

    /** Sends rows through two threads' steps and what was put away afterwards. */
    private static void run(SpillableDistinct distinct, int keys, int rows, Consumer<Batch> target) {
        Random random = new Random(keys);
        List<Step> steps = List.of(new DistinctStep(distinct), new DistinctStep(distinct));
        for (int done = 0; done < rows; done += 1000) {
            long[] values = random.longs(1000, 0, keys).toArray();
            long[] numbers = new long[1000];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = done + i;
            }
            Step step = steps.get(random.nextInt(2));
            step.accept(Batch.of(1000, List.of(Vector.ofLongs(BigintType.BIGINT, 1000, values, Optional.empty()),
                    Vector.ofLongs(BigintType.BIGINT, 1000, numbers, Optional.empty()))));
            step.next().ifPresent(target);
        }
        steps.forEach(Step::finish);
        Source rest = distinct.rest();
        if (!rest.isEmpty()) {
            Source.Reader reader = rest.open();
            while (!reader.isFinished()) {
                reader.next().ifPresent(target);
                assertThat(reader.retainedBytes()).isNotNegative();
            }
        }
        distinct.release();
    }

    @Test
    void marksOneRowOfEachKey() {
        for (int keys : new int[]{1, 700, 1_000_000}) {
            // The last fits nowhere until it was divided twice
            for (long bytes : new long[]{1, 60_000, 1 << 30}) {
                try (Spilling spilling = Spills.holding(bytes)) {
                    SpillableDistinct distinct = new SpillableDistinct(TYPES, List.of(0), List.of(0, 1),
                            new DistinctMark(), spilling);
                    int rows = 300_000;
                    int[] marks = new int[keys];
                    boolean[] seen = new boolean[rows];
                    boolean[] keySeen = new boolean[keys];
                    run(distinct, keys, rows, batch -> {
                        for (int row : batch.rows()) {
                            if (row >= batch.positions()) {
                                break;
                            }
                            int key = (int) batch.vector(0).longs()[row];
                            keySeen[key] = true;
                            marks[key] += (int) batch.vector(2).longs()[row];
                            int number = (int) batch.vector(1).longs()[row];
                            assertThat(seen[number]).isFalse();
                            seen[number] = true;
                        }
                    });
                    for (boolean each : seen) {
                        assertThat(each).isTrue();
                    }
                    for (int key = 0; key < keys; key++) {
                        assertThat(marks[key]).isEqualTo(keySeen[key] ? 1 : 0);
                    }
                    assertThat(spilling.budget().used()).as("bytes that are held afterwards").isZero();
                    assertThat(spilling.filesMade() > 0).isEqualTo(bytes == 1 || bytes < 1 << 30 && keys > 1000);
                }
            }
        }
    }

    @Test
    void passesNoMoreThanWanted() {
        for (long bytes : new long[]{1, 1 << 30}) {
            try (Spilling spilling = Spills.holding(bytes)) {
                SpillableDistinct distinct = new SpillableDistinct(TYPES, List.of(0), List.of(0),
                        new FirstKeys(List.of(0), 5000), spilling);
                List<Long> passed = new ArrayList<>();
                run(distinct, 1_000_000, 100_000, batch -> {
                    for (int i = 0; i < batch.count(); i++) {
                        passed.add(batch.vector(0).longs()[batch.rows()[i]]);
                    }
                });
                assertThat(passed).hasSize(5000).doesNotHaveDuplicates();
            }
        }
    }
}
