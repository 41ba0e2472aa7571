package io.blueshift.server.planning;

import io.trino.testing.AbstractTestQueries;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrinoSuiteOptOuts.class)
final class TrinoQueriesTest extends AbstractTestQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        return TrinoSuite.queryRunner();
    }
}
