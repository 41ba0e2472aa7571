package io.blueshift.connector.postgresql;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The properties that only catalogs over PostgreSQL have. */
public class PostgreSqlConfig {
    private ReadProtocol readProtocol = ReadProtocol.COPY;
    private int readParallelism = 4;
    private ArrayMapping arrayMapping = ArrayMapping.AS_ARRAY;

    @NotNull
    public ReadProtocol getReadProtocol() {
        return readProtocol;
    }

    @Config("read-protocol")
    @ConfigDescription("How rows are read: COPY (binary) or RESULT_SET (the driver's results)")
    public PostgreSqlConfig setReadProtocol(ReadProtocol readProtocol) {
        this.readProtocol = readProtocol;
        return this;
    }

    @Min(1)
    @Max(1_000)
    public int getReadParallelism() {
        return readParallelism;
    }

    @Config("read-parallelism")
    @ConfigDescription("Parts of a large table that are read at once, each by a connection of its own")
    public PostgreSqlConfig setReadParallelism(int readParallelism) {
        this.readParallelism = readParallelism;
        return this;
    }

    @NotNull
    public ArrayMapping getArrayMapping() {
        return arrayMapping;
    }

    @Config("array-mapping")
    @ConfigDescription("What arrays are: AS_ARRAY, or AS_TEXT where values have other dimensions than their columns declare")
    public PostgreSqlConfig setArrayMapping(ArrayMapping arrayMapping) {
        this.arrayMapping = arrayMapping;
        return this;
    }
}
