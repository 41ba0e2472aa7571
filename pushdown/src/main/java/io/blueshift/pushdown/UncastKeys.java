package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteJoin.Output;
import io.blueshift.pushdown.RemotePredicate.AllOf;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.type.BigintType;

import java.util.List;
import java.util.Optional;

/**
 * Compares integers as they are stored. The engine widens the shorter one; to a source that means the same, but that its
 * index on the column serves no more. For one join, one thread.
 */
final class UncastKeys {
    private final Dialect dialect;
    private final ColumnNames names;
    private final List<Output> outputs;

    /** @param outputs of the join, to which columns as they are stored are added */
    UncastKeys(Dialect dialect, ColumnNames names, List<Output> outputs) {
        this.dialect = dialect;
        this.names = names;
        this.outputs = outputs;
    }

    RemotePredicate of(RemotePredicate predicate) {
        return switch (predicate) {
            case AllOf(List<RemotePredicate> terms) -> RemotePredicate.and(terms.stream().map(this::of).toList());
            case Comparison(ColumnReference left, Operator operator, ColumnReference right) ->
                new Comparison(of(left), operator, of(right));
            default -> predicate;
        };
    }

    private ColumnReference of(ColumnReference reference) {
        return outputs.stream().filter(output -> output.column().equals(reference.column())).findFirst()
                .flatMap(this::stored).map(ColumnReference::new).orElse(reference);
    }

    private Optional<RemoteColumn> stored(Output output) {
        RemoteColumn read = output.source();
        if (!(read.type() instanceof BigintType) || !dialect.narrowInteger(read)
                || !read.readAs().equals(Optional.of(dialect.wideInteger()))) {
            return Optional.empty();
        }
        RemoteColumn source = new RemoteColumn(read.name(), read.type(), read.remoteType(), Optional.empty(),
                read.comparability());
        RemoteColumn column = source.derived(names.fresh("key"));
        outputs.add(new Output(column, output.ofLeft(), source));
        return Optional.of(column);
    }
}
