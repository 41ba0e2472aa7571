package io.blueshift.store.write;

import io.blueshift.store.zone.ZoneMappers;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The writing of a statement that is over ends soon, and leaves no file. */
final class InterruptedWriteTest {
    @Test
    void leavesNoFile(@TempDir Path directory) throws IOException {
        List<WriteColumn> columns = List.of(new WriteColumn(1, BIGINT));
        ZoneMappers mappers = new ZoneMappers(TESTING_TYPE_MANAGER);
        TableWriter writer = new TableWriter(directory, "w",
                () -> new SegmentBuilder(columns, SegmentOrder.none(), mappers));
        BlockBuilder values = BIGINT.createBlockBuilder(null, 100);
        for (int i = 0; i < 100; i++) {
            BIGINT.writeLong(values, i);
        }
        writer.append(new Page(values.build()));
        Thread.currentThread().interrupt();
        assertThatThrownBy(writer::finish).isInstanceOf(TrinoException.class).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        writer.abort();
        assertThat(directory).isEmptyDirectory();
    }
}
