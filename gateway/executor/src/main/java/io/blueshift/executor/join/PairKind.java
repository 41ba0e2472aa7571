package io.blueshift.executor.join;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a kind of join does with the rows of its sides, whether all of them or those of one partition. Safe for all threads. */
sealed interface PairKind permits JoinPairs, SemiJoinPairs {
    BuildShape shape();

    List<Type> probeTypes();

    List<Integer> probeKeys();

    /** The columns of the probe side that are looked at. */
    Set<Integer> probeChannels();

    /** Whether rows of the probe side come out that match nothing. */
    boolean keepsProbe();

    /** Whether rows of the build side come out that match nothing. */
    boolean keepsBuild();

    /** The operators for a table that is complete. */
    Operators operators(JoinBuild build);

    /**
     * @param probe makes a step of a thread that streams the probe side
     * @param afterwards rows of the build side to be read then, if there are some
     */
    record Operators(Step.Factory probe, Optional<Source> afterwards) {}
}
