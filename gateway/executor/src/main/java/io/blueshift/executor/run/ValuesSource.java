package io.blueshift.executor.run;

import io.blueshift.executor.ir.Values;
import io.blueshift.executor.sort.BatchReader;
import io.blueshift.executor.sort.OnceSource;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;

import static io.trino.spi.type.TypeUtils.writeNativeValue;

/** The rows that a query spells out. */
final class ValuesSource {
    private ValuesSource() {}

    static Chain plan(Values values) {
        return Chain.of(new OnceSource(() -> new BatchReader(batch(values))));
    }

    private static Batch batch(Values values) {
        List<Vector> vectors = new ArrayList<>();
        for (int channel = 0; channel < values.columns().size(); channel++) {
            int column = channel;
            Type type = values.columns().get(channel).type();
            BlockBuilder builder = type.createBlockBuilder(null, values.rows().size());
            values.rows().forEach(row -> writeNativeValue(type, builder, row.get(column).value().orElse(null)));
            vectors.add(Vector.of(type, builder.build()));
        }
        return Batch.of(values.rows().size(), vectors);
    }
}
