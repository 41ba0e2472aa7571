package io.blueshift.store.write;

import io.airlift.slice.Slices;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

class RowSorterTest {
    private static final TypeOperators OPERATORS = new TypeOperators();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 1000, 20_000})
    void rowsAreSortedAsAComparatorSortsThem(int rows) {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            // From few values, so that later columns matter, to the whole range, which leaves no room for positions
            long bound = seed % 3 == 0 ? 10 : seed % 3 == 1 ? 1 << 20 : Long.MAX_VALUE;
            Optional<Long>[] numbers = numbers(random, rows, bound);
            Optional<Long>[] texts = numbers(random, rows, 30);
            List<ValueBlock> blocks = List.of(block(BIGINT, numbers), block(VARCHAR, texts));
            Comparator<Integer> expected = Comparator
                    .comparing((Integer i) -> numbers[i].isEmpty())
                    .thenComparing(i -> numbers[i].orElse(0L))
                    .thenComparing(i -> texts[i].isEmpty())
                    .thenComparing(i -> texts[i].map(String::valueOf).orElse(""));
            int[] sorted = IntStream.range(0, rows).boxed().sorted(expected).mapToInt(Integer::intValue).toArray();
            int[] order = new RowSorter(List.of(BIGINT, VARCHAR), OPERATORS).order(blocks)
                    .orElse(IntStream.range(0, rows).toArray());
            assertThat(order).as("seed %d", seed).isEqualTo(sorted);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<Long>[] numbers(Random random, int rows, long bound) {
        Optional[] numbers = new Optional[rows];
        Arrays.setAll(numbers, _ -> random.nextInt(8) == 0
                ? Optional.empty()
                : Optional.of(random.nextLong(bound) - bound / 2));
        return numbers;
    }

    private static ValueBlock block(Type type, Optional<Long>[] values) {
        BlockBuilder builder = type.createBlockBuilder(null, values.length);
        for (Optional<Long> value : values) {
            if (value.isEmpty()) {
                builder.appendNull();
            } else if (type == BIGINT) {
                BIGINT.writeLong(builder, value.get());
            } else {
                VARCHAR.writeSlice(builder, Slices.utf8Slice(String.valueOf(value.get())));
            }
        }
        return builder.buildValueBlock();
    }

    @Test
    void sortedRowsStayWhereTheyAre() {
        Optional<Long>[] numbers = numbers(new Random(1), 100, 1000);
        Arrays.sort(
                numbers,
                Comparator.comparing((Optional<Long> value) -> value.isEmpty())
                        .thenComparing(value -> value.orElse(0L)));
        assertThat(new RowSorter(List.of(BIGINT), OPERATORS).order(List.of(block(BIGINT, numbers)))).isEmpty();
    }
}
