package io.blueshift.server.planning;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/** TPC-DS gives the same rows compiled and on Trino's operators, from local tables. */
final class TpcdsCorpusTest {
    @TestFactory
    Stream<DynamicTest> local() throws Exception {
        CorpusEngine engine = CorpusEngine.shared();
        engine.copy("tpcds.tiny", "tpcds");
        return new CorpusRun(engine, "local", "tpcds", CorpusRun.ONCE).tests(Corpus.tpcds());
    }
}
