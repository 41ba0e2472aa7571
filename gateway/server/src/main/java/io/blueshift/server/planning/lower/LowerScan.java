package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Scan;
import io.blueshift.server.planning.scan.TrinoScanTarget;
import io.trino.spi.connector.ColumnHandle;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.plan.TableScanNode;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A table scan stays what it is: the connector's handle, with all that was pushed into it.
 */
final class LowerScan {
    private LowerScan() {}

    /** @param rows what is expected to come, for a plan that is shown */
    static Lowered lower(TableScanNode scan, OptionalDouble rows) {
        if (scan.isUpdateTarget()) {
            throw new NotLowerableException("TableScan", "it is the target of a change");
        }
        List<Symbol> symbols = scan.getOutputSymbols();
        List<ColumnHandle> handles = symbols.stream().map(scan.getAssignments()::get).toList();
        List<Column> columns = symbols.stream().map(symbol -> new Column(symbol.name(), symbol.type())).toList();
        return new Lowered(new Scan(new TrinoScanTarget(scan.getTable(), handles, rows), columns), symbols);
    }
}
