package io.blueshift.server.planning;

import io.trino.testing.AbstractTestWindowQueries;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrinoSuiteOptOuts.class)
final class TrinoWindowQueriesTest extends AbstractTestWindowQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        return TrinoSuite.queryRunner();
    }
}
