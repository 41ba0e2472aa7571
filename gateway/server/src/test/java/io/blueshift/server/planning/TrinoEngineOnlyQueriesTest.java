package io.blueshift.server.planning;

import io.trino.testing.AbstractTestEngineOnlyQueries;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrinoSuiteOptOuts.class)
final class TrinoEngineOnlyQueriesTest extends AbstractTestEngineOnlyQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        return TrinoSuite.queryRunner();
    }
}
