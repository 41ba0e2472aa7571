package io.blueshift.server.planning;

import io.trino.testing.AbstractTestOrderByQueries;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrinoSuiteOptOuts.class)
final class TrinoOrderByQueriesTest extends AbstractTestOrderByQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        return TrinoSuite.queryRunner();
    }
}
