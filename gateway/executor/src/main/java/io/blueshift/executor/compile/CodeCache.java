package io.blueshift.executor.compile;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.report.CodeCounts;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

import static com.google.common.base.Throwables.throwIfUnchecked;
import static java.util.Objects.requireNonNull;

/**
 * Generated classes by what they were generated for. Bounded: classes that nobody asked for lately are dropped. Safe for
 * all threads; a class is generated once, and who asks for it meanwhile waits.
 */
final class CodeCache {
    private final Cache<Key, KernelCode> classes;
    private final KernelDump dump;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder compileNanos = new LongAdder();
    private final LongAdder splits = new LongAdder();

    CodeCache(int classesMax, KernelDump dump) {
        this.classes = CacheBuilder.newBuilder().maximumSize(classesMax).recordStats().build();
        this.dump = requireNonNull(dump, "dump is null");
    }

    /** @param counts of the run that asks */
    KernelCode get(List<Expression> shape, KernelKind kind, Variant variant, CodeCounts counts) {
        Key key = new Key(shape, kind, variant);
        KernelCode cached = classes.getIfPresent(key);
        if (cached != null) {
            hits.increment();
            counts.hit();
            return cached;
        }
        long start = System.nanoTime();
        try {
            KernelCode code = classes.get(key, () -> generate(key));
            counts.miss(System.nanoTime() - start);
            return code;
        } catch (ExecutionException | UncheckedExecutionException | ExecutionError e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    private KernelCode generate(Key key) {
        misses.increment();
        long start = System.nanoTime();
        KernelCode code = KernelGenerator.generate(key.shape, key.kind, key.variant, dump);
        compileNanos.add(System.nanoTime() - start);
        splits.add(code.splits());
        return code;
    }

    CodeCacheStats stats() {
        return new CodeCacheStats(hits.sum(), misses.sum(), compileNanos.sum(), splits.sum(), classes.size(),
                classes.stats().evictionCount());
    }

    private record Key(List<Expression> shape, KernelKind kind, Variant variant) {}
}
