package io.blueshift.executor.run;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.scan.EncodedPageSource;
import io.blueshift.executor.scan.ScanBatch;
import io.blueshift.executor.scan.ScanFilter;
import io.blueshift.executor.scan.ScanProvider;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.metrics.Metrics;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The rows of a table. Columns are read when they are first looked at, and of many rows only those still wanted then. */
final class ScanSource implements Source {
    /** Where the predicate let pass at least one of so many rows, columns are read as a whole. */
    private static final int PASSED_OF_FEW = 2;

    private final Scan scan;
    private final List<KeyFilter> keyFilters;
    private final Optional<Supplier<TupleDomain<Integer>>> bound;
    private final ScanProvider scans;
    private final int rowsMax;

    /**
     * @param bound what is found out while the scan runs
     * @param rowsMax the most rows in a batch, 0 for as many as the table's source delivers at once
     */
    ScanSource(Scan scan, List<KeyFilter> keyFilters, Optional<Supplier<TupleDomain<Integer>>> bound,
            ScanProvider scans, int rowsMax) {
        this.scan = scan;
        this.keyFilters = List.copyOf(keyFilters);
        this.bound = bound;
        this.scans = scans;
        this.rowsMax = rowsMax;
    }

    List<KeyFilter> keyFilters() {
        return keyFilters;
    }

    @Override
    public Reader open() {
        return new ScanReader(scans.open(scan, new ScanFilter(this::domains, bound)));
    }

    private TupleDomain<Integer> domains(IntUnaryOperator valuesMax) {
        TupleDomain<Integer> all = TupleDomain.all();
        for (KeyFilter filter : keyFilters) {
            Optional<Domain> domain = filter.domain().apply(valuesMax.applyAsInt(filter.channel()));
            if (domain.isPresent()) {
                all = all.intersect(TupleDomain.withColumnDomains(Map.of(filter.channel(), domain.get())));
            }
        }
        return all;
    }

    private final class ScanReader implements Reader {
        private final EncodedPageSource pages;
        private final List<MemberFilter> members = keyFilters.stream().flatMap(MemberFilter::of)
                .collect(Collectors.toCollection(ArrayList::new));
        private Optional<Batch> rest = Optional.empty();
        private int nextRow;

        private ScanReader(EncodedPageSource pages) {
            this.pages = pages;
        }

        @Override
        public Optional<Batch> next() {
            if (rest.isPresent()) {
                return Optional.of(slice(rest.get()));
            }
            Optional<Batch> batch = pages.nextBatch().map(this::rows)
                    .filter(rows -> rows.count() > 0);
            if (rowsMax == 0 || batch.isEmpty() || batch.get().count() <= rowsMax) {
                return batch;
            }
            rest = batch;
            nextRow = 0;
            return Optional.of(slice(batch.get()));
        }

        /** The next rows of a batch that is too large, as a selection of it. */
        private Batch slice(Batch whole) {
            int end = Math.min(nextRow + rowsMax, whole.count());
            int[] rows = Arrays.copyOfRange(whole.rows(), nextRow, end);
            nextRow = end;
            if (end == whole.count()) {
                rest = Optional.empty();
            }
            return whole.select(rows, rows.length);
        }

        private Batch rows(ScanBatch scanned) {
            if (scanned.selected().isEmpty() || scanned.selectedCount() < scanned.rows() / PASSED_OF_FEW) {
                return members(scanned, batch(scanned));
            }
            int[] selected = scanned.selected().get();
            ScanBatch all = scanned.unselected();
            return members(all, batch(all).select(selected, selected.length));
        }

        private Batch batch(ScanBatch rows) {
            List<Column> columns = scan.columns();
            List<Vector> vectors = new ArrayList<>(columns.size());
            for (int channel = 0; channel < columns.size(); channel++) {
                vectors.add(Vector.lazy(columns.get(channel).type(), rows.selectedCount(),
                        new ColumnLoader(rows, channel)));
            }
            return Batch.of(rows.selectedCount(), vectors);
        }

        /** The filter that lets the fewest rows pass comes first. */
        private Batch members(ScanBatch scanned, Batch rows) {
            if (members.size() > 1) {
                members.sort(Comparator.comparingDouble(MemberFilter::passRate));
            }
            Batch left = rows;
            for (MemberFilter filter : members) {
                left = filter.apply(scanned, left);
            }
            return left;
        }

        @Override
        public boolean isFinished() {
            return rest.isEmpty() && pages.isFinished();
        }

        @Override
        public CompletableFuture<?> isBlocked() {
            return rest.isPresent() ? CompletableFuture.completedFuture(null) : pages.isBlocked();
        }

        @Override
        public long completedBytes() {
            return pages.getCompletedBytes();
        }

        @Override
        public long completedPositions() {
            return pages.getCompletedPositions().orElse(0);
        }

        @Override
        public long readNanos() {
            return pages.getReadTimeNanos();
        }

        @Override
        @SuppressWarnings("deprecation") // scans report this way
        public long retainedBytes() {
            return pages.getMemoryUsage();
        }

        @Override
        public Map<String, Long> counts() {
            return members.isEmpty()
                    ? Map.of()
                    : Map.of("rows without a key", members.stream().mapToLong(MemberFilter::dropped).sum());
        }

        @Override
        public Metrics metrics() {
            return pages.getMetrics();
        }

        @Override
        public void close() {
            try {
                pages.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
