package io.blueshift.connector.mysql;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.blueshift.connector.mysql.rows.ReadConsistency;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** The properties that only catalogs over MySQL have. */
public class MySqlConfig {
    private ReadProtocol readProtocol = ReadProtocol.ROWS;
    private int readParallelism = 1;
    private ReadConsistency readConsistency = ReadConsistency.LOCK;
    private boolean writesWithoutTransactions;

    @NotNull
    public ReadProtocol getReadProtocol() {
        return readProtocol;
    }

    @Config("read-protocol")
    @ConfigDescription("How rows are read: ROWS (their bytes) or RESULT_SET (the driver's results)")
    public MySqlConfig setReadProtocol(ReadProtocol readProtocol) {
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
    public MySqlConfig setReadParallelism(int readParallelism) {
        this.readParallelism = readParallelism;
        return this;
    }

    @NotNull
    public ReadConsistency getReadConsistency() {
        return readConsistency;
    }

    @Config("read-consistency")
    @ConfigDescription("Whether parts see one state of the table, for which it is locked for a moment: LOCK or NONE")
    public MySqlConfig setReadConsistency(ReadConsistency readConsistency) {
        this.readConsistency = readConsistency;
        return this;
    }

    public boolean isWritesWithoutTransactions() {
        return writesWithoutTransactions;
    }

    @Config("write.without-transactions")
    @ConfigDescription("Write to tables of engines that have no transactions, too: a statement that fails leaves some rows changed")
    public MySqlConfig setWritesWithoutTransactions(boolean writesWithoutTransactions) {
        this.writesWithoutTransactions = writesWithoutTransactions;
        return this;
    }
}
