package io.blueshift.executor.spill;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The memory that the operators of one query share. Each reports what it holds, and may hold half of what the others leave;
 * an operator with more than that goes on with its rows on disk. Pipelines run one after the other, so most shares end up
 * small and the large ones find much. The other half is for whatever comes later and for what cannot be spilled.
 *
 * <p>Nothing is refused here: limits that end a query are those of Trino's memory context, which is told the same bytes.
 * Safe for all threads.
 */
public final class MemoryBudget {
    /** Where memory does not matter. */
    public static final MemoryBudget UNLIMITED = new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE, () -> Long.MAX_VALUE);

    /** An operator that comes last of many still gets this part of the limit: 1/64, 4 MB of 256. */
    private static final int SMALLEST_PART = 64;

    private final long limit;
    private final long operatorMax;
    private final LongSupplier free;
    /** Of the whole query. */
    private final AtomicLong used;
    /** Of one execution: what was told through this object. */
    private final AtomicLong own = new AtomicLong();
    /** The query's, which lives as long as the budget of one of its executions. */
    private final Optional<MemoryBudget> query;

    /**
     * @param limit bytes that all operators of the query may hold together
     * @param operatorMax bytes that one of them may hold in any case
     * @param free bytes that are left for all queries of the process
     */
    public MemoryBudget(long limit, long operatorMax, LongSupplier free) {
        this(limit, operatorMax, free, new AtomicLong(), Optional.empty());
    }

    private MemoryBudget(long limit, long operatorMax, LongSupplier free, AtomicLong used,
            Optional<MemoryBudget> query) {
        if (limit <= 0 || operatorMax <= 0) {
            throw new IllegalArgumentException("limit " + limit + ", operatorMax " + operatorMax);
        }
        this.limit = limit;
        this.operatorMax = operatorMax;
        this.free = free;
        this.used = used;
        this.query = query;
    }

    /** The same budget for one execution, which gives back at its end what its operators still hold. */
    MemoryBudget ofExecution() {
        return new MemoryBudget(limit, operatorMax, free, used, Optional.of(query.orElse(this)));
    }

    /** The execution is over, perhaps in the midst of its work: none of its operators holds anything any more. */
    void giveBack() {
        used.addAndGet(-own.getAndSet(0));
    }

    private void count(long more) {
        own.addAndGet(more);
        used.addAndGet(more);
    }

    public long limit() {
        return limit;
    }

    /** What all operators hold. */
    public long used() {
        return used.get();
    }

    /** A share for one operator, of nothing as yet. */
    public Share share() {
        return new Share();
    }

    /** What one operator holds, whatever the number of its threads. Safe for all threads. */
    public final class Share {
        private final AtomicLong held = new AtomicLong();

        private Share() {}

        public void add(long bytes) {
            held.addAndGet(bytes);
            count(bytes);
        }

        /** For what is told as a whole, by one thread at a time. */
        public void set(long bytes) {
            count(bytes - held.getAndSet(bytes));
        }

        public long held() {
            return held.get();
        }

        /** How much the operator may hold now. */
        public long allowed() {
            long mine = held.get();
            long others = Math.max(0, used.get() - mine);
            long smallest = limit / SMALLEST_PART;
            long half = Math.max(smallest, (limit - others) / 2);
            long process = free.getAsLong();
            long possible = process == Long.MAX_VALUE ? half : Math.max(smallest, mine + process / 2);
            return Math.min(operatorMax, Math.min(half, possible));
        }

        /** Whether the operator holds, or is about to hold, too much. */
        public boolean isTooMuch(long bytes) {
            return bytes > allowed();
        }

        public boolean isTooMuch() {
            return isTooMuch(held.get());
        }
    }
}
