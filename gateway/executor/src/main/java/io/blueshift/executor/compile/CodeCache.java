package io.blueshift.executor.compile;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.blueshift.executor.ir.Expression;

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
        this.classes = CacheBuilder.newBuilder().maximumSize(classesMax).build();
        this.dump = requireNonNull(dump, "dump is null");
    }

    KernelCode get(Expression shape, KernelKind kind, Variant variant) {
        Key key = new Key(shape, kind, variant);
        KernelCode cached = classes.getIfPresent(key);
        if (cached != null) {
            hits.increment();
            return cached;
        }
        try {
            return classes.get(key, () -> generate(key));
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
        return new CodeCacheStats(hits.sum(), misses.sum(), compileNanos.sum(), splits.sum(), classes.size());
    }

    private record Key(Expression shape, KernelKind kind, Variant variant) {}
}
