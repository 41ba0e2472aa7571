package io.blueshift.server.planning;

import io.trino.testing.AbstractTestAggregations;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrinoSuiteOptOuts.class)
final class TrinoAggregationsTest extends AbstractTestAggregations {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        return TrinoSuite.queryRunner();
    }
}
