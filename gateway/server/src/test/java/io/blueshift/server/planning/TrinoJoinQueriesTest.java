package io.blueshift.server.planning;

import io.trino.testing.AbstractTestJoinQueries;
import io.trino.testing.QueryRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The longest of the suites: minutes. */
@Tag("slow")
@ExtendWith(TrinoSuiteOptOuts.class)
final class TrinoJoinQueriesTest extends AbstractTestJoinQueries {
    @Override
    protected QueryRunner createQueryRunner() throws Exception {
        return TrinoSuite.queryRunner();
    }
}
