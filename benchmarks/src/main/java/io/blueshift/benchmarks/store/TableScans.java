package io.blueshift.benchmarks.store;

import io.blueshift.benchmarks.store.ScanCase.Between;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.DynamicFilterSnapshot;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Count;
import io.trino.spi.metrics.Metric;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Scans of one version of a local table, as an engine runs them: plan, splits, page sources, one per thread. */
public final class TableScans implements AutoCloseable {
    private final Connector connector;
    private final ConnectorSession session;
    private final ConnectorTransactionHandle transaction;
    private final ConnectorMetadata metadata;
    private final ConnectorTableHandle table;
    private final Map<String, ColumnHandle> columns;

    /**
     * A scan's answer and what it cost.
     *
     * @param numbers the count of rows, then the sums
     * @param blocks blocks of columns that were read
     */
    public record Answer(List<BigInteger> numbers, long blocks) {}

    /** What the store was asked, and whether it answers exactly that. */
    private record Plan(ConnectorTableHandle table, List<ColumnHandle> columns, Optional<Between> remaining) {}

    TableScans(Connector connector, ConnectorSession session, ConnectorTransactionHandle transaction,
            SchemaTableName name) {
        this.connector = connector;
        this.session = session;
        this.transaction = transaction;
        this.metadata = connector.getMetadata(session, transaction);
        this.table = metadata.getTableHandle(session, name, Optional.empty(), Optional.empty());
        this.columns = metadata.getColumnHandles(session, table);
    }

    /** Answers the question with several threads. */
    public Answer run(ScanCase question, int threads) {
        Plan plan = plan(question);
        Queue<ConnectorSplit> splits = new ConcurrentLinkedQueue<>(splits(plan.table()));
        List<Callable<Answer>> workers = Collections.nCopies(threads, () -> work(plan, question, splits));
        return threads == 1
                ? work(plan, question, splits)
                : Threads.all(workers).stream().reduce(TableScans::add).orElseThrow();
    }

    private Plan plan(ScanCase question) {
        List<ColumnHandle> read = new ArrayList<>(question.sums().stream().map(columns::get).toList());
        if (question.filter().isEmpty()) {
            return new Plan(table, read, Optional.empty());
        }
        Between range = question.filter().get();
        ColumnHandle column = columns.get(range.column());
        Type type = metadata.getColumnMetadata(session, table, column).getType();
        Domain domain = Domain.create(ValueSet.ofRanges(Range.range(type, range.low(), true, range.high(), true)),
                false);
        ConstraintApplicationResult<ConnectorTableHandle> applied = metadata.applyFilter(session, table,
                new Constraint(TupleDomain.withColumnDomains(Map.of(column, domain)))).orElseThrow();
        boolean exact = applied.getRemainingFilter().isAll();
        if (!exact) {
            read.add(column);
        }
        return new Plan(applied.getHandle(), read, exact ? Optional.empty() : Optional.of(range));
    }

    private List<ConnectorSplit> splits(ConnectorTableHandle handle) {
        List<ConnectorSplit> splits = new ArrayList<>();
        try (ConnectorSplitSource source = connector.getSplitManager().getSplits(transaction, session, handle, Set.of(),
                Constraint.alwaysTrue())) {
            while (!source.isFinished()) {
                splits.addAll(source.getNextBatch(1000, DynamicFilterSnapshot.EMPTY).join());
            }
        }
        return splits;
    }

    private Answer work(Plan plan, ScanCase question, Queue<ConnectorSplit> splits) {
        long[] numbers = new long[1 + question.sums().size()];
        long blocks = 0;
        for (ConnectorSplit split = splits.poll(); split != null; split = splits.poll()) {
            try (ConnectorPageSource source = connector.getPageSourceProvider().createPageSource(transaction, session,
                    split, plan.table(), Optional.empty(), plan.columns(), DynamicFilter.EMPTY,
                    MemoryContext.NO_LIMIT)) {
                while (!source.isFinished()) {
                    SourcePage page = source.getNextSourcePage();
                    if (page != null) {
                        add(page, plan, numbers);
                    }
                }
                blocks += blocksRead(source);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Answer(Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toList(), blocks);
    }

    private static void add(SourcePage page, Plan plan, long[] numbers) {
        plan.remaining().ifPresent(range -> {
            int[] positions = new int[page.getPositionCount()];
            int count = BlockSums.select(page.getBlock(plan.columns().size() - 1), range, positions);
            page.selectPositions(positions, 0, count);
        });
        numbers[0] += page.getPositionCount();
        for (int i = 1; i < numbers.length && page.getPositionCount() > 0; i++) {
            numbers[i] += BlockSums.sum(page.getBlock(i - 1));
        }
    }

    /** The store's own count; before the source says it, nothing. */
    private static long blocksRead(ConnectorPageSource source) {
        Metric<?> blocks = source.getMetrics().getMetrics().get("blocks read");
        return blocks instanceof Count<?> count ? count.getTotal() : 0;
    }

    private static Answer add(Answer left, Answer right) {
        List<BigInteger> sums = new ArrayList<>();
        for (int i = 0; i < left.numbers().size(); i++) {
            sums.add(left.numbers().get(i).add(right.numbers().get(i)));
        }
        return new Answer(sums, left.blocks() + right.blocks());
    }

    @Override
    public void close() {
        connector.commit(transaction);
    }
}
