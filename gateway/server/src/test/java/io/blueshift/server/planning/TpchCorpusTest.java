package io.blueshift.server.planning;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/** TPC-H gives the same rows compiled and on Trino's operators, from Pages of a generator and from local tables. */
final class TpchCorpusTest {
    private static CorpusEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = CorpusEngine.shared();
        engine.copy("h_decimal.tiny", "tpch");
    }

    @TestFactory
    Stream<DynamicTest> generated() throws Exception {
        return new CorpusRun(engine, "h", "tiny", CorpusRun.FULL).tests(Corpus.tpch(CorpusEngine.SCALE));
    }

    @TestFactory
    Stream<DynamicTest> local() throws Exception {
        return new CorpusRun(engine, "local", "tpch", CorpusRun.FULL).tests(Corpus.tpch(CorpusEngine.SCALE));
    }
}
