package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.ChangeRenderer;
import io.blueshift.pushdown.ChangeRenderer.Assignment;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteTable;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.expression.Constant;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DELETE and UPDATE that the source carries out whole: one statement of its own, which is one transaction. Only for rows
 * that the source finds exactly as the engine would; the others go through {@link StagedMerge}. Immutable, safe for all
 * threads.
 */
class RowChanges {
    private final JdbcSource source;
    private final SourceTransactions transactions;
    private final ChangeRenderer renderer;

    RowChanges(JdbcSource source, SourceTransactions transactions) {
        this.source = source;
        this.transactions = transactions;
        this.renderer = new ChangeRenderer(source.dialect());
    }

    Optional<JdbcChangeHandle> delete(JdbcTableHandle rows) {
        return whole(rows)
                ? Optional.of(new JdbcChangeHandle(rows.name(), rows.table(), renderer.delete(rows.query())))
                : Optional.empty();
    }

    Optional<JdbcChangeHandle> update(JdbcTableHandle rows, Map<ColumnHandle, Constant> values) {
        if (!whole(rows)) {
            return Optional.empty();
        }
        List<Assignment> assignments = values.entrySet().stream()
                .map(entry -> assignment(JdbcMetadata.remote(entry.getKey()), entry.getValue())).toList();
        return Optional.of(new JdbcChangeHandle(rows.name(), rows.table(), renderer.update(rows.query(), assignments)));
    }

    private static boolean whole(JdbcTableHandle rows) {
        return rows.exact() && rows.query().limit().isEmpty() && rows.query().from() instanceof RemoteTable;
    }

    private static Assignment assignment(RemoteColumn column, Constant value) {
        return new Assignment(column, Optional.ofNullable(value.getValue())
                .map(constant -> Literal.of(column.type(), constant, column.remoteType())));
    }

    /** @return how many rows were changed */
    long execute(JdbcChangeHandle change) {
        return transactions.run(statements -> {
            source.ddl().requireTransactions(statements.connection(), change.table());
            try (PreparedStatement statement = statements.prepare(change.statement().sql(),
                    change.statement().display())) {
                bind(statement, change.statement().parameters());
                return statement.executeLargeUpdate();
            }
        });
    }

    private void bind(PreparedStatement statement, List<Literal> parameters) throws SQLException {
        int index = 0;
        for (Literal literal : parameters) {
            index++;
            source.types().writer(literal.value().getType(), literal.remoteType()).write(statement, index,
                    literal.value().getValue());
        }
    }
}
