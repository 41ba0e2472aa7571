package io.blueshift.server.planning;

import com.google.inject.Inject;
import io.blueshift.executor.compile.ExpressionCompiler;
import org.weakref.jmx.Managed;

import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/**
 * Exports over JMX what the cache of generated classes did since the start. Safe for all threads.
 */
public final class CodeStats {
    private final ExpressionCompiler compiler;

    @Inject
    public CodeStats(ExpressionCompiler compiler) {
        this.compiler = requireNonNull(compiler, "compiler is null");
    }

    /** How often a class was there already. */
    @Managed
    public long getHits() {
        return compiler.stats().hits();
    }

    /** How often a class had to be generated. */
    @Managed
    public long getMisses() {
        return compiler.stats().misses();
    }

    /** How many classes are kept. */
    @Managed
    public long getClasses() {
        return compiler.stats().classes();
    }

    /** How many classes were dropped to keep their number bounded. */
    @Managed
    public long getEvictions() {
        return compiler.stats().evictions();
    }

    /** Methods that were cut off others to keep these small enough for the JVM's compiler. */
    @Managed
    public long getMethodSplits() {
        return compiler.stats().splits();
    }

    /** The time that generating took, on all threads. */
    @Managed
    public long getCompileMillis() {
        return TimeUnit.NANOSECONDS.toMillis(compiler.stats().compileNanos());
    }
}
