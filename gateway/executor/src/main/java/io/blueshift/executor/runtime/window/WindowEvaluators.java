package io.blueshift.executor.runtime.window;

import io.blueshift.executor.ir.TopNRanking;
import io.blueshift.executor.ir.WindowCall;
import io.blueshift.executor.ir.WindowFrame;
import io.blueshift.executor.ir.WindowFrame.Bound;

/** Chooses how a function is computed over windows: one written by hand for what is frequent, Trino's for all else. */
public final class WindowEvaluators {
    private WindowEvaluators() {}

    /** An evaluator for one thread. */
    public static WindowEvaluator create(WindowCall call, WindowShape shape) {
        if (call.function().aggregate().isPresent()) {
            return aggregate(new FrameAggregate(call, shape.types()), shape);
        }
        return switch (call.function().name()) {
            case "row_number" -> Ranks::rowNumber;
            case "rank" -> Ranks::rank;
            case "dense_rank" -> Ranks::denseRank;
            case "percent_rank" -> Ranks::percentRank;
            case "cume_dist" -> Ranks::cumulativeDistribution;
            case "ntile" -> rows -> Ranks.ntile(rows, rows.column(call.arguments().getFirst()));
            case "first_value" -> rows -> new OtherRows(call, rows).first();
            case "last_value" -> rows -> new OtherRows(call, rows).last();
            case "nth_value" -> rows -> new OtherRows(call, rows).nth();
            case "lead" -> rows -> new OtherRows(call, rows).shifted(true);
            case "lag" -> rows -> new OtherRows(call, rows).shifted(false);
            default -> new PortedWindowFunction(call);
        };
    }

    /** What ranks the rows of a partition. */
    public static WindowEvaluator ranking(TopNRanking.Ranking ranking) {
        return switch (ranking) {
            case ROW_NUMBER -> Ranks::rowNumber;
            case RANK -> Ranks::rank;
            case DENSE_RANK -> Ranks::denseRank;
        };
    }

    private static WindowEvaluator aggregate(FrameAggregate aggregate, WindowShape shape) {
        WindowFrame frame = aggregate.call().frame();
        if (frame.isWholePartition() || shape.orderings().isEmpty() && isOfPeers(frame)) {
            return new PartitionAggregate(aggregate);
        }
        boolean ordered = !aggregate.call().ordering().isEmpty();
        if (frame.start() instanceof Bound.Unbounded && !ordered && aggregate.isSmall()) {
            return new GrowingAggregate(aggregate);
        }
        if (!aggregate.isPlain()) {
            return new EachFrameAggregate(aggregate);
        }
        // Trino's state of a frame grows with it
        return frame.start() instanceof Bound.Unbounded || !aggregate.isDecomposable()
                ? new PortedWindowFunction(aggregate.call())
                : new FrameTree(aggregate);
    }

    /** Without an order, all rows of a partition are peers. */
    private static boolean isOfPeers(WindowFrame frame) {
        return frame.unit() != WindowFrame.Unit.ROWS && !(frame.start() instanceof Bound.Offset)
                && !(frame.end() instanceof Bound.Offset);
    }
}
