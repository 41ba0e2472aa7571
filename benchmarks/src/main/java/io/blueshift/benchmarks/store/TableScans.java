package io.blueshift.benchmarks.store;

import io.blueshift.benchmarks.store.ScanCase.Between;
import io.blueshift.executor.scan.EncodedPageSource;
import io.blueshift.executor.scan.ScanBatch;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Scans of one version of a local table, as the executor runs them: plan, splits, then, one per thread, page sources read
 * through the scan interface.
 */
public final class TableScans implements AutoCloseable {
    /** Rows of the store's blocks. */
    private static final int BATCH_ROWS_MAX = 16 * 1024;

    private final Connector connector;
    private final ConnectorSession session;
    private final ConnectorTransactionHandle transaction;
    private final ConnectorMetadata metadata;
    private final ConnectorTableHandle table;
    private final Map<String, ColumnHandle> columns;
    private final Map<Integer, ExecutorService> pools = new HashMap<>();

    /**
     * A scan's answer and what it cost.
     *
     * @param numbers the count of rows, then the sums
     * @param blocks blocks of columns that were read
     */
    public record Answer(List<BigInteger> numbers, long blocks) {}

    private record Plan(ConnectorTableHandle table, List<ColumnHandle> columns) {}

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
                : Threads.all(pool(threads), workers).stream().reduce(TableScans::add).orElseThrow();
    }

    /** Threads that live as long as the scans, as an engine's do. */
    private ExecutorService pool(int threads) {
        return pools.computeIfAbsent(threads, Executors::newFixedThreadPool);
    }

    private Plan plan(ScanCase question) {
        List<ColumnHandle> read = question.sums().stream().map(columns::get).toList();
        if (question.filter().isEmpty()) {
            return new Plan(table, read);
        }
        Between range = question.filter().get();
        ColumnHandle column = columns.get(range.column());
        Type type = metadata.getColumnMetadata(session, table, column).getType();
        Domain domain = Domain.create(ValueSet.ofRanges(Range.range(type, range.low(), true, range.high(), true)),
                false);
        ConstraintApplicationResult<ConnectorTableHandle> applied = metadata.applyFilter(session, table,
                new Constraint(TupleDomain.withColumnDomains(Map.of(column, domain)))).orElseThrow();
        if (!applied.getRemainingFilter().isAll()) {
            throw new IllegalStateException("The store does not decide %s itself".formatted(range));
        }
        return new Plan(applied.getHandle(), read);
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
        long[] scratch = new long[BATCH_ROWS_MAX];
        long blocks = 0;
        for (ConnectorSplit split = splits.poll(); split != null; split = splits.poll()) {
            try (EncodedPageSource source = (EncodedPageSource) connector.getPageSourceProvider().createPageSource(
                    transaction, session, split, plan.table(), Optional.empty(), plan.columns(), DynamicFilter.EMPTY,
                    MemoryContext.NO_LIMIT)) {
                for (Optional<ScanBatch> batch = source.nextBatch(); batch.isPresent(); batch = source.nextBatch()) {
                    add(batch.get(), numbers, scratch);
                }
                blocks += blocksRead(source);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new Answer(Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toList(), blocks);
    }

    private static void add(ScanBatch batch, long[] numbers, long[] scratch) {
        int rows = batch.selectedCount();
        numbers[0] += rows;
        for (int i = 1; i < numbers.length; i++) {
            batch.longs(i - 1, scratch);
            long sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += scratch[row];
            }
            numbers[i] += sum;
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
        pools.values().forEach(ExecutorService::close);
        connector.commit(transaction);
    }
}
