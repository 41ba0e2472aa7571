package io.blueshift.server.planning;

import io.blueshift.server.planning.Corpus.Query;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TPC-H gives the same rows compiled and on Trino's operators, from Pages of a generator and from local tables. */
final class TpchCorpusTest {
    /** Computes sums twice and wants them to be equal, as sums of doubles are only if rows come in the same order. */
    private static final String COMPARES_SUMS = "q15";

    private static CorpusEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = CorpusEngine.shared();
        engine.copy("h_decimal.tiny", "tpch");
    }

    @TestFactory
    Stream<DynamicTest> generated() throws Exception {
        Map<Boolean, List<Query>> queries = Corpus.tpch(CorpusEngine.SCALE).stream()
                .collect(Collectors.partitioningBy(query -> query.name().equals(COMPARES_SUMS)));
        return Stream.concat(
                new CorpusRun(engine, "h", "tiny", CorpusRun.FULL).tests(queries.get(false)),
                new CorpusRun(engine, "h_decimal", "tiny", CorpusRun.FULL).tests(queries.get(true)));
    }

    @TestFactory
    Stream<DynamicTest> local() throws Exception {
        return new CorpusRun(engine, "local", "tpch", CorpusRun.FULL).tests(Corpus.tpch(CorpusEngine.SCALE));
    }
}
