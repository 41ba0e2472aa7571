package io.blueshift.benchmarks.tpch;

import io.blueshift.benchmarks.store.DuckDb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** DuckDB over the tables of its native file. It does not tell planning from execution. */
public record DuckDbEngine(DuckDb duckDb) implements Engine {
    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public Run run(TpchQuery query) throws SQLException {
        long begin = System.nanoTime();
        try (PreparedStatement statement = duckDb.prepare(query.sql());
                ResultSet results = statement.executeQuery()) {
            Answer answer = Answer.read(results);
            double millis = (System.nanoTime() - begin) / 1e6;
            return new Run(answer, millis, 0, millis);
        }
    }
}
