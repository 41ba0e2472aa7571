package io.blueshift.store.filter;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.blueshift.store.encoding.EncodedBlock;
import io.blueshift.store.encoding.EncodedBlock.ConstantValues;
import io.blueshift.store.encoding.EncodedBlock.DictionaryCodes;
import io.blueshift.store.encoding.EncodedBlock.PackedIntegers;
import io.blueshift.store.encoding.EncodedBlock.RunLengths;
import io.blueshift.store.encoding.SharedPart;
import io.blueshift.store.zone.ValueRange;
import io.blueshift.store.zone.ZoneMap;
import io.trino.spi.block.Block;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;

/**
 * The predicate on one column, ready to be applied to blocks however they are encoded. Keeps what it learnt about the
 * last dictionary. Not thread-safe.
 */
public final class ColumnFilter {
    /** To look for more values than this in a Bloom filter finds one too often. */
    private static final int ONLY_VALUES_MAX = 16;

    /** A join's keys may be thousands of values, and every split has filters of its own. By identity. */
    private static final LoadingCache<Domain, Prepared> PREPARED = CacheBuilder.newBuilder().weakKeys()
            .build(CacheLoader.from(Prepared::of));

    private final Domain domain;
    private final ValueTest test;
    private final PackedFilter packed = new PackedFilter();
    private final List<Object> onlyValues;
    private Optional<CodeFilter> codes = Optional.empty();
    private long seen = 1;
    private long passed = 1;

    /** What is known of a block before it is read. */
    public enum Verdict {
        /** No position passes. */
        NONE,
        /** Some may. */
        SOME,
        /** Every position passes. */
        ALL
    }

    public ColumnFilter(Domain domain) {
        Prepared prepared = PREPARED.getUnchecked(domain);
        this.domain = domain;
        this.test = prepared.test;
        this.onlyValues = prepared.onlyValues;
    }

    /** What a domain means to every filter of it. Immutable. */
    private record Prepared(ValueTest test, List<Object> onlyValues) {
        private static Prepared of(Domain domain) {
            ValueSet values = domain.getValues();
            boolean few = !domain.isNullAllowed() && values.isDiscreteSet()
                    && values.getDiscreteSet().size() <= ONLY_VALUES_MAX;
            return new Prepared(ValueTest.of(domain.getType(), values),
                    few ? List.copyOf(values.getDiscreteSet()) : List.of());
        }
    }

    /** The values one of which a row must have, in their native Java form; empty if that is not so, or they are many. */
    public List<Object> onlyValues() {
        return onlyValues;
    }

    /** Whether exactly the rows pass that SQL lets pass, so that nobody has to filter again; else some more may. */
    public static boolean isExact(Domain domain) {
        return switch (ValueTest.of(domain.getType(), domain.getValues())) {
            case ValueTest.Fixed _,ValueTest.Longs _,ValueTest.Slices _ -> true;
            case ValueTest.Doubles _,ValueTest.Any _ -> false;
        };
    }

    /** Share of the rows looked at so far that passed. */
    public double passRate() {
        return (double) passed / seen;
    }

    /** What a block's zone map says. */
    public Verdict judge(ZoneMap zone) {
        if (zone.positions() == zone.nulls()) {
            return domain.isNullAllowed() && zone.positions() > 0 ? Verdict.ALL : Verdict.NONE;
        }
        boolean nullsPass = zone.nulls() == 0 || domain.isNullAllowed();
        if (test instanceof ValueTest.Fixed(boolean passes)) {
            return passes && nullsPass
                    ? Verdict.ALL
                    : passes || zone.nulls() > 0 && domain.isNullAllowed() ? Verdict.SOME : Verdict.NONE;
        }
        if (zone.range().isEmpty()) {
            return Verdict.SOME;
        }
        return judge(zone.range().get(), nullsPass, zone.nulls() > 0 && domain.isNullAllowed());
    }

    private Verdict judge(ValueRange range, boolean nullsPass, boolean someNullPasses) {
        if (test instanceof ValueTest.Longs(LongTest longs) && range.min() instanceof Long low
                && range.max() instanceof Long high) {
            if (!longs.overlaps(low, high)) {
                return someNullPasses ? Verdict.SOME : Verdict.NONE;
            }
            return nullsPass && longs.containsAll(low, high) ? Verdict.ALL : Verdict.SOME;
        }
        ValueSet values = ValueSet.ofRanges(
                Range.range(domain.getType(), range.min(), true, range.max(), true));
        if (!domain.getValues().overlaps(values)) {
            return someNullPasses ? Verdict.SOME : Verdict.NONE;
        }
        return nullsPass && domain.getValues().contains(values) ? Verdict.ALL : Verdict.SOME;
    }

    /** Removes from the selection the positions of the block that do not pass. */
    public void apply(EncodedBlock block, Selection selection) {
        seen += selection.count();
        switch (block) {
            case ConstantValues constant -> {
                if (!passes(constant.value(), 0)) {
                    selection.clear();
                }
            }
            case RunLengths runs -> applyToRuns(runs, selection);
            case DictionaryCodes coded -> codeFilter(coded.dictionary()).apply(coded, selection, packed);
            case PackedIntegers integers when test instanceof ValueTest.Longs(LongTest longs) -> packed
                    .apply(integers, longs, domain.isNullAllowed(), selection);
            default -> applyToBlock(block.decode(), selection);
        }
        passed += selection.count();
    }

    private CodeFilter codeFilter(SharedPart.Dictionary dictionary) {
        if (codes.isEmpty() || codes.get().dictionary() != dictionary) {
            ValueBlock values = dictionary.values();
            boolean[] matches = new boolean[values.getPositionCount()];
            for (int code = 0; code < matches.length; code++) {
                matches[code] = passes(values, code);
            }
            codes = Optional.of(CodeFilter.of(dictionary, matches));
        }
        return codes.get();
    }

    private void applyToRuns(RunLengths runs, Selection selection) {
        int[] ends = runs.ends();
        int[] from = selection.positions();
        int[] to = selection.target();
        int count = selection.count();
        int kept = 0;
        int next = 0;
        boolean integers = test instanceof ValueTest.Longs && !runs.values().mayHaveNull();
        for (int run = 0; run < ends.length && next < count; run++) {
            boolean passes = integers
                    ? ((ValueTest.Longs) test).test().test(FlatFilter.getLong(runs.values(), run))
                    : passes(runs.values(), run);
            int end = ends[run];
            while (next < count && from[next] < end) {
                to[kept] = from[next++];
                kept += passes ? 1 : 0;
            }
        }
        selection.keep(kept);
    }

    private void applyToBlock(Block block, Selection selection) {
        if (!(block instanceof ValueBlock values)) {
            selection.retain(position -> passes(block.getUnderlyingValueBlock(),
                    block.getUnderlyingValuePosition(position)));
            return;
        }
        boolean nullAllowed = domain.isNullAllowed();
        if (test instanceof ValueTest.Longs(LongTest longs)) {
            FlatFilter.longs(values, longs, nullAllowed, selection);
            return;
        }
        if (test instanceof ValueTest.Any && !values.mayHaveNull()) {
            // Slower than what the engine does with it, which filters again in any case
            return;
        }
        selection.retain(position -> passes(values, position));
    }

    /** Whether one value, or NULL, passes. */
    private boolean passes(ValueBlock block, int position) {
        if (block.isNull(position)) {
            return domain.isNullAllowed();
        }
        Type type = domain.getType();
        return switch (test) {
            case ValueTest.Fixed(boolean all) -> all;
            case ValueTest.Longs(LongTest longs) -> longs.test(FlatFilter.getLong(block, position));
            case ValueTest.Slices(SliceTest slices) -> slices.test(type.getSlice(block, position));
            case ValueTest.Doubles doubles -> doubles.test(FlatFilter.getDouble(type, block, position));
            case ValueTest.Any _ -> true;
        };
    }
}
