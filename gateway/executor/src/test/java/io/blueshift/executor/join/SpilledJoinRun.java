package io.blueshift.executor.join;

import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a join as pipelines would, with whatever memory it is given. */
final class SpilledJoinRun {
    private SpilledJoinRun() {}

    /** The rows' texts, once the join is over and has let go of everything. */
    static List<String> run(SpillableJoin join, Spilling spilling, List<Batch> left, List<Batch> right,
            boolean endsWithRight, Random random) {
        JoinTest.fill(join.build(), right, 1 + random.nextInt(3));
        List<String> texts = new ArrayList<>();
        List<Step> probes = List.of(join.probe(), join.probe());
        for (Batch batch : left) {
            Step probe = probes.get(random.nextInt(2));
            probe.accept(batch);
            for (Optional<Batch> out = probe.next(); out.isPresent(); out = probe.next()) {
                texts.addAll(JoinRows.texts(out.get(), random));
            }
        }
        if (endsWithRight) {
            drain(join.afterwards(), texts, random);
        }
        drain(join.rest(), texts, random);
        join.release();
        assertThat(spilling.budget().used()).as("bytes that are held afterwards").isZero();
        return texts;
    }

    /** Two readers in turn, as two threads would. */
    private static void drain(Source source, List<String> texts, Random random) {
        if (source.isEmpty()) {
            return;
        }
        List<Source.Reader> readers = List.of(source.open(), source.open());
        while (readers.stream().anyMatch(reader -> !reader.isFinished())) {
            Source.Reader reader = readers.get(random.nextInt(2));
            if (reader.isBlocked().isDone() && !reader.isFinished()) {
                reader.next().ifPresent(batch -> texts.addAll(JoinRows.texts(batch, random)));
            }
        }
        readers.forEach(Source.Reader::close);
    }
}
