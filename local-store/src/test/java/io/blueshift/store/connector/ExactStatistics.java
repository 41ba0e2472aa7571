package io.blueshift.store.connector;

import io.trino.Session;
import io.trino.connector.MockConnectorColumnHandle;
import io.trino.connector.MockConnectorFactory;
import io.trino.connector.MockConnectorPlugin;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.statistics.ColumnStatistics;
import io.trino.spi.statistics.DoubleRange;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;
import io.trino.spi.type.VarcharType;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A catalog {@code exact} of empty tables with the statistics of TPC-H, counted: nothing in it is an estimate.
 */
final class ExactStatistics {
    private final DistributedQueryRunner runner;
    private final Session session;
    private final Map<String, List<ColumnMetadata>> columns = new HashMap<>();
    private final Map<String, TableStatistics> statistics = new HashMap<>();

    ExactStatistics(DistributedQueryRunner runner, Session session) {
        this.runner = runner;
        this.session = session;
    }

    Plugin plugin(List<String> tables) {
        tables.forEach(this::gather);
        return new MockConnectorPlugin(
                MockConnectorFactory.builder().withName("exact")
                        .withListSchemaNames(_ -> List.of("default"))
                        .withListTables((_, _) -> tables)
                        .withGetColumns(table -> columns.get(table.getTableName()))
                        .withGetTableStatistics(this::statistics)
                        .build());
    }

    private TableStatistics statistics(SchemaTableName table) {
        return statistics.get(table.getTableName());
    }

    private void gather(String table) {
        MaterializedResult sample = runner.execute(session, "SELECT * FROM " + table + " LIMIT 0");
        List<ColumnMetadata> ofTable = new ArrayList<>();
        TableStatistics.Builder builder = TableStatistics.builder();
        builder.setRowCount(
                Estimate.of((long) runner.execute(session, "SELECT count(*) FROM " + table).getOnlyValue()));
        for (int i = 0; i < sample.getTypes().size(); i++) {
            ColumnMetadata column = new ColumnMetadata(sample.getColumnNames().get(i), sample.getTypes().get(i));
            ofTable.add(column);
            builder.setColumnStatistics(
                    new MockConnectorColumnHandle(column.getName(), column.getType()),
                    ofColumn(table, column));
        }
        columns.put(table, ofTable);
        statistics.put(table, builder.build());
    }

    private ColumnStatistics ofColumn(String table, ColumnMetadata column) {
        boolean text = column.getType() instanceof VarcharType;
        String length = text ? "length(%s)".formatted(column.getName()) : "0";
        // Each value once first: then there is little to compare
        MaterializedRow row = runner.execute(
                session,
                "SELECT count(*), sum(n * %1$s), CAST(min(%2$s) AS varchar), CAST(max(%2$s) AS varchar)"
                        .formatted(length, column.getName())
                        + " FROM (SELECT %1$s, count(*) n FROM %2$s GROUP BY 1)".formatted(column.getName(), table))
                .getMaterializedRows().getFirst();
        ColumnStatistics.Builder builder = ColumnStatistics.builder()
                .setNullsFraction(Estimate.zero())
                .setDistinctValuesCount(Estimate.of((long) row.getField(0)));
        if (text) {
            builder.setDataSize(Estimate.of((long) row.getField(1)));
        } else {
            builder.setRange(new DoubleRange(number((String) row.getField(2)), number((String) row.getField(3))));
        }
        return builder.build();
    }

    private static double number(String text) {
        boolean date = text.matches("\\d{4}-\\d\\d-\\d\\d");
        return date ? LocalDate.parse(text).toEpochDay() : Double.parseDouble(text);
    }
}
