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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A catalog {@code exact} of empty tables with the statistics of TPC-H: those of Trino's {@code tpch} connector but for
 * the sizes of texts, of which that connector counts each distinct one once.
 */
final class ExactStatistics {
    private final DistributedQueryRunner runner;
    private final Session tpch;
    private final Map<String, List<ColumnMetadata>> columns = new HashMap<>();
    private final Map<String, TableStatistics> statistics = new HashMap<>();

    ExactStatistics(DistributedQueryRunner runner, Session tpch) {
        this.runner = runner;
        this.tpch = tpch;
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
        MaterializedResult sample = runner.execute(tpch, "SELECT * FROM " + table + " LIMIT 0");
        Map<String, ColumnMetadata> byName = new HashMap<>();
        for (int i = 0; i < sample.getTypes().size(); i++) {
            String name = sample.getColumnNames().get(i);
            byName.put(name, new ColumnMetadata(name, sample.getTypes().get(i)));
        }
        columns.put(table, sample.getColumnNames().stream().map(byName::get).toList());
        TableStatistics.Builder builder = TableStatistics.builder();
        for (MaterializedRow row : runner.execute(tpch, "SHOW STATS FOR " + table).getMaterializedRows()) {
            if (row.getField(0) == null) {
                builder.setRowCount(Estimate.of((double) row.getField(4)));
            } else {
                ColumnMetadata column = byName.get((String) row.getField(0));
                builder.setColumnStatistics(
                        new MockConnectorColumnHandle(column.getName(), column.getType()),
                        ofColumn(table, column, row));
            }
        }
        statistics.put(table, builder.build());
    }

    private ColumnStatistics ofColumn(String table, ColumnMetadata column, MaterializedRow row) {
        ColumnStatistics.Builder builder = ColumnStatistics.builder()
                .setNullsFraction(Estimate.zero())
                .setDistinctValuesCount(Estimate.of((double) row.getField(2)));
        if (column.getType() instanceof VarcharType) {
            String sql = "SELECT sum(length(%s)) FROM %s".formatted(column.getName(), table);
            builder.setDataSize(Estimate.of((long) runner.execute(tpch, sql).getOnlyValue()));
        }
        if (row.getField(5) != null) {
            builder.setRange(new DoubleRange(number((String) row.getField(5)), number((String) row.getField(6))));
        }
        return builder.build();
    }

    private static double number(String text) {
        boolean date = text.matches("\\d{4}-\\d\\d-\\d\\d");
        return date ? LocalDate.parse(text).toEpochDay() : Double.parseDouble(text);
    }
}
