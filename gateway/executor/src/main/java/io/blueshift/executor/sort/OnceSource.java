package io.blueshift.executor.sort;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.vector.Batch;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Gives all rows, made by one reader, to the thread that asks first, so that their order stays. Safe for all threads. */
public final class OnceSource implements Source {
    private final Supplier<Reader> only;
    private final AtomicBoolean opened = new AtomicBoolean();

    /** @param only called once, when the rows are there to be read */
    public OnceSource(Supplier<Reader> only) {
        this.only = only;
    }

    @Override
    public Reader open() {
        return opened.compareAndSet(false, true) ? only.get() : new Nothing();
    }

    private static final class Nothing implements Reader {
        @Override
        public Optional<Batch> next() {
            return Optional.empty();
        }

        @Override
        public boolean isFinished() {
            return true;
        }
    }
}
