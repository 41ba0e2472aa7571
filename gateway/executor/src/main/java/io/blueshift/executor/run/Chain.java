package io.blueshift.executor.run;

import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.pipeline.Source;
import io.blueshift.executor.pipeline.Step;

import java.util.ArrayList;
import java.util.List;

/**
 * What computes the rows of a subtree of the plan, as far as it streams: one or more branches, each a source and the steps
 * that its rows go through. The rows are those of all branches together; a later branch begins when the ones before it
 * have ended. Rows in an order come from one branch, whose source gives all of them to one reader.
 */
public record Chain(List<Branch> branches) {
    /**
     * @param steps from the source on
     * @param nodes the nodes of the plan that the source and each step are there for, as far as that was said
     * @param afterwards to be run once when the branch has ended: lets go of what its steps needed
     */
    public record Branch(Source source, List<Step.Factory> steps, List<PlanNode> nodes, List<Runnable> afterwards) {
        public Branch {
            steps = List.copyOf(steps);
            nodes = List.copyOf(nodes);
            afterwards = List.copyOf(afterwards);
        }

        private Branch then(Step.Factory step) {
            List<Step.Factory> all = new ArrayList<>(steps);
            all.add(step);
            return new Branch(source, all, nodes, afterwards);
        }

        private Branch of(PlanNode node) {
            List<PlanNode> all = new ArrayList<>(nodes);
            while (all.size() <= steps.size()) {
                all.add(node);
            }
            return new Branch(source, steps, all, afterwards);
        }

        private Branch afterwards(Runnable action) {
            List<Runnable> all = new ArrayList<>(afterwards);
            all.add(action);
            return new Branch(source, steps, nodes, all);
        }
    }

    public Chain {
        branches = List.copyOf(branches);
    }

    public static Chain of(Source source) {
        return new Chain(List.of(new Branch(source, List.of(), List.of(), List.of())));
    }

    /** Sends the rows of every branch through one more step. The factory serves all branches. */
    public Chain then(Step.Factory step) {
        return new Chain(branches.stream().map(branch -> branch.then(step)).toList());
    }

    /** Notes that what was added since the nodes below were chained is there for this node. */
    Chain of(PlanNode node) {
        return new Chain(branches.stream().map(branch -> branch.of(node)).toList());
    }

    /** The rows of both, those of the other after these. */
    public Chain and(Chain other) {
        List<Branch> all = new ArrayList<>(branches);
        all.addAll(other.branches);
        return new Chain(all);
    }

    /** Runs something once all branches that the chain has now have ended. */
    public Chain afterwards(Runnable action) {
        List<Branch> all = new ArrayList<>(branches);
        all.add(all.removeLast().afterwards(action));
        return new Chain(all);
    }
}
