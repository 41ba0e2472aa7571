package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.PushdownContract;
import io.blueshift.embedded.EmbeddedPostgres;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What PostgreSQL is asked. */
class PostgreSqlPushdownTest extends PushdownContract {
    private EmbeddedPostgres postgres;

    PostgreSqlPushdownTest() {
        super("\"", "en_text", "c_char");
    }

    @Override
    protected QueryRunner start() throws Exception {
        postgres = EmbeddedPostgres.start();
        QueryRunner runner = PostgreSqlQueryRunner.create(postgres, Map.of(), List.of());
        PostgreSqlQueryRunner.execute(postgres, resource("predicates/schema.sql"));
        return runner;
    }

    @Override
    protected void stopSource() {
        postgres.close();
    }

    @Override
    protected void analyze() {
        PostgreSqlQueryRunner.execute(postgres, "ANALYZE tpch.corpus");
    }

    @Override
    protected void assertStatistics(Map<String, MaterializedRow> columns) {
        assertThat(columns.get("flag").getField(2)).isEqualTo(2.0);
        assertThat((double) columns.get("flag").getField(3)).isBetween(0.13, 0.14);
    }
}
