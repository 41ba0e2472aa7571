package io.blueshift.store.scan;

import io.blueshift.store.filter.ColumnFilter;
import io.blueshift.store.filter.ColumnFilter.Verdict;
import io.blueshift.store.filter.Selection;
import io.trino.spi.predicate.TupleDomain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A conjunction of predicates on columns. The one that lets the fewest rows pass comes first. Not thread-safe. */
final class RowFilter {
    private final List<OfColumn> filters = new ArrayList<>();
    private final List<OfColumn> open = new ArrayList<>();

    private record OfColumn(ScanColumn column, ColumnFilter filter) {
        double passRate() {
            return filter.passRate();
        }
    }

    /** @param predicate that some row may satisfy */
    RowFilter(TupleDomain<ScanColumn> predicate) {
        predicate.getDomains().orElseThrow()
                .forEach((column, domain) -> filters.add(new OfColumn(column, new ColumnFilter(domain))));
    }

    /** Whether any row of a block may pass; remembers which columns have to be looked at. */
    boolean mayMatch(BlockColumns block) throws IOException {
        open.clear();
        for (OfColumn filter : filters) {
            Verdict verdict = filter.filter().judge(block.zone(filter.column()));
            if (verdict == Verdict.NONE) {
                return false;
            }
            if (verdict == Verdict.SOME) {
                open.add(filter);
            }
        }
        // After the zone maps, which cost no reading
        for (OfColumn filter : open) {
            List<Object> values = filter.filter().onlyValues();
            if (!values.isEmpty() && !block.mayContainAny(filter.column(), values)) {
                return false;
            }
        }
        return true;
    }

    /** Leaves the rows of the block that was asked about last that pass. */
    void apply(BlockColumns block, Selection selection) throws IOException {
        if (open.size() > 1) {
            open.sort(Comparator.comparingDouble(OfColumn::passRate));
        }
        for (OfColumn filter : open) {
            if (selection.isEmpty()) {
                return;
            }
            filter.filter().apply(block.encoded(filter.column()), selection);
        }
    }
}
