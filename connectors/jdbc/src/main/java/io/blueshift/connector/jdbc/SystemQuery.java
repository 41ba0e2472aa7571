package io.blueshift.connector.jdbc;

import com.google.inject.Inject;
import io.airlift.slice.Slice;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteText;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorAccessControl;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.function.table.AbstractConnectorTableFunction;
import io.trino.spi.function.table.Argument;
import io.trino.spi.function.table.ConnectorTableFunctionHandle;
import io.trino.spi.function.table.Descriptor;
import io.trino.spi.function.table.ReturnTypeSpecification.GenericTable;
import io.trino.spi.function.table.ScalarArgument;
import io.trino.spi.function.table.ScalarArgumentSpecification;
import io.trino.spi.function.table.TableFunctionAnalysis;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * {@code TABLE(cat.system.query(query => 'SELECT ...'))}: the rows of a query in the source's own SQL. It becomes a scan
 * like that of a table, of which the source can be asked more. The query stands in parentheses there, so it changes
 * nothing. Safe for all threads.
 */
public class SystemQuery extends AbstractConnectorTableFunction {
    private static final String SCHEMA = "system";
    private static final String NAME = "query";
    private static final String QUERY = "QUERY";

    private final JdbcSource source;
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final SqlRenderer renderer;

    @Inject
    public SystemQuery(JdbcSource source, ConnectionPool pool, SourceErrors errors) {
        super(SCHEMA, NAME, List.of(ScalarArgumentSpecification.builder().name(QUERY).type(VARCHAR).build()),
                GenericTable.GENERIC_TABLE, "The rows of a query in the source's own SQL");
        this.source = source;
        this.pool = pool;
        this.errors = errors;
        this.renderer = new SqlRenderer(source.dialect());
    }

    /** The scan that a call of the function stands for. */
    public record Handle(JdbcTableHandle table) implements ConnectorTableFunctionHandle {
        public Handle {
            requireNonNull(table, "table is null");
        }
    }

    @Override
    public TableFunctionAnalysis analyze(ConnectorSession session, ConnectorTransactionHandle transaction,
            Map<String, Argument> arguments, ConnectorAccessControl accessControl) {
        RemoteText text = new RemoteText(text(((ScalarArgument) arguments.get(QUERY)).getValue()));
        List<RemoteColumn> columns = columns(text);
        if (columns.isEmpty()) {
            throw new TrinoException(StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "The query has no columns");
        }
        RemoteQuery query = RemoteQuery.scan(text, columns);
        JdbcTableHandle table = JdbcTableHandle.scan(new SchemaTableName(SCHEMA, NAME), query,
                renderer.render(query).display());
        return TableFunctionAnalysis.builder()
                .returnedType(new Descriptor(columns.stream()
                        .map(column -> new Descriptor.Field(new JdbcColumnHandle(column).name(),
                                Optional.of(column.type())))
                        .toList()))
                .handle(new Handle(table)).build();
    }

    /** Within parentheses a semicolon would be an error, if a well-meant one. */
    private static String text(Object argument) {
        String text = argument == null ? "" : ((Slice) argument).toStringUtf8().strip();
        String query = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        if (query.isBlank()) {
            throw new TrinoException(StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "The query is empty");
        }
        return query;
    }

    private List<RemoteColumn> columns(RemoteText text) {
        try (ConnectionPool.Lease lease = pool.lease()) {
            return source.catalog().columns(lease.connection(), text);
        } catch (SQLException e) {
            throw errors.ofWritten(e, text.sql());
        }
    }
}
