package io.blueshift.connector.lake.external;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import com.google.inject.Provider;
import io.blueshift.connector.lake.table.LakeSchemas;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaNotFoundException;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.procedure.Procedure.Argument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * {@code CALL system.register_external_table(schema_name => 'ext', table_name => 'events', external_location =>
 * 's3://bucket/path/')}: defines a table whose columns are what its Parquet files say, for CREATE TABLE cannot go without
 * naming columns.
 */
public final class RegisterExternalTable implements Provider<Procedure> {
    private static final MethodHandle REGISTER;

    static {
        try {
            REGISTER = MethodHandles.lookup().findVirtual(
                    RegisterExternalTable.class,
                    "register",
                    MethodType.methodType(
                            void.class,
                            ConnectorSession.class,
                            String.class,
                            String.class,
                            String.class,
                            String.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private final ExternalTables tables;
    private final LakeSchemas schemas;

    @Inject
    RegisterExternalTable(ExternalTables tables, LakeSchemas schemas) {
        this.tables = requireNonNull(tables, "tables is null");
        this.schemas = requireNonNull(schemas, "schemas is null");
    }

    @Override
    public Procedure get() {
        return new Procedure(
                "system",
                "register_external_table",
                ImmutableList.of(
                        new Argument("SCHEMA_NAME", VARCHAR),
                        new Argument("TABLE_NAME", VARCHAR),
                        new Argument("EXTERNAL_LOCATION", VARCHAR),
                        new Argument("FORMAT", VARCHAR, false, utf8Slice("PARQUET"))),
                REGISTER.bindTo(this));
    }

    /** The procedure's body; public for the method handle only. */
    public void register(ConnectorSession session, String schemaName, String tableName, String location,
            String format) {
        if (schemaName == null || tableName == null || location == null || format == null) {
            throw new TrinoException(
                    StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                    "schema_name, table_name, external_location and format may not be NULL");
        }
        String schema = schemaName.toLowerCase(Locale.ENGLISH);
        if (!schemas.exists(schema)) {
            throw new SchemaNotFoundException(schema);
        }
        SchemaTableName name = new SchemaTableName(schema, tableName.toLowerCase(Locale.ENGLISH));
        tables.register(session, name, location, ExternalTableProperties.format(format));
    }
}
