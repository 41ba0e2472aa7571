package io.blueshift.executor.share;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.Shared;
import io.blueshift.executor.run.KeyFilters;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Finds subtrees of a plan that have the same rows, and lets one of them serve all: the largest such subtrees, and within
 * them those that are wanted elsewhere, too. The one that computes the rows has all columns that the others want, or is
 * made to have them ({@link Widened}).
 *
 * <p>Not shared is what costs less to compute again ({@link Keeping}). Nor is a subtree if each place where it stands is
 * below a join that keeps rows from it by its keys: for nobody all rows are wanted then. If somebody wants all, the others
 * read them, too, and their own joins drop what they do not want.
 */
public final class Sharing {
    private final Keeping keeping;
    private final SameRows rows = new SameRows();
    private final KeyFilters keyFilters = new KeyFilters();
    private final Map<PlanNode, PlanNode> replaced = new IdentityHashMap<>();
    private final Map<PlanNode, Shared> shared = new IdentityHashMap<>();
    private final Set<PlanNode> gone = Collections.newSetFromMap(new IdentityHashMap<>());

    // Rows are numbered from the leaves up: a subtree comes before all that is in it
    private final NavigableMap<Integer, List<Place>> places = new TreeMap<>(Comparator.reverseOrder());

    /**
     * A subtree, and what of it projections right above have made.
     *
     * @param nodes with the same rows, from the top down, all but the last projections
     */
    private record Place(List<PlanNode> nodes) {
        private PlanNode base() {
            return nodes.getLast();
        }

        /** By identity: equal nodes in other places are other ones. */
        private boolean has(PlanNode node) {
            return nodes.stream().anyMatch(mine -> mine == node);
        }
    }

    /**
     * A node, and those that its rows and columns suffice for.
     *
     * @param places the topmost node of each place that can do with them
     */
    private record Serving(PlanNode node, List<PlanNode> places) {}

    private Sharing(Keeping keeping) {
        this.keeping = keeping;
    }

    /**
     * The plan in which equal subtrees are one: itself if it has none that are worth it.
     *
     * @param rows how many are expected of a node of the plan, NaN if that is not known
     */
    public static PlanNode of(PlanNode root, ToDoubleFunction<PlanNode> rows) {
        Sharing sharing = new Sharing(new Keeping(rows));
        sharing.announce(root);
        while (!sharing.places.isEmpty()) {
            sharing.share(sharing.places.pollFirstEntry().getValue());
        }
        return sharing.replaced.isEmpty() ? root : sharing.rewritten(root);
    }

    /** Looks at what is in a subtree. */
    private void announce(PlanNode node) {
        keyFilters.addAllOf(node);
        collect(node);
    }

    private void collect(PlanNode node) {
        List<PlanNode> nodes = new ArrayList<>(List.of(node));
        while (nodes.getLast() instanceof Project project) {
            nodes.add(project.input());
        }
        Place place = new Place(nodes);
        places.computeIfAbsent(rows.of(node).number(), _ -> new ArrayList<>()).add(place);
        place.base().inputs().forEach(this::collect);
    }

    private void share(List<Place> all) {
        List<Place> alive = all.stream().filter(place -> !gone.contains(place.base())).toList();
        if (alive.size() < 2 || !keeping.pays(alive.getFirst().base())) {
            return;
        }
        Serving best = best(alive);
        if (best.places.size() > 1 && !best.places.stream().allMatch(keyFilters::isNarrowed)) {
            replace(best);
        }
    }

    /** What serves the most places: one of their nodes, or one that is made for it. */
    private Serving best(List<Place> alive) {
        Stream<PlanNode> nodes = alive.stream().flatMap(place -> place.nodes().stream());
        Serving best = new Serving(alive.getFirst().base(), List.of());
        for (PlanNode candidate : Stream.concat(nodes, widened(alive).stream()).toList()) {
            Serving serving = new Serving(candidate,
                    alive.stream().flatMap(place -> served(place, candidate).stream()).toList());
            best = serving.places.size() > best.places.size() ? serving : best;
        }
        return best;
    }

    private void replace(Serving best) {
        PlanNode serving = best.node;
        for (PlanNode node : best.places) {
            replaced.put(node, serving);
            if (node != serving) {
                drop(node);
            }
        }
        if (best.places.stream().noneMatch(node -> node == serving)) {
            keep(serving);
        }
    }

    /** What has the columns of all places. */
    private Optional<PlanNode> widened(List<Place> alive) {
        Widened widened = new Widened(rows);
        Optional<PlanNode> wide = Optional.of(alive.getFirst().nodes().getFirst());
        for (Place place : alive) {
            wide = wide.flatMap(node -> widened.of(node, place.nodes().getFirst()));
        }
        return wide;
    }

    /** The topmost node of the place whose columns the candidate has. */
    private Optional<PlanNode> served(Place place, PlanNode candidate) {
        Set<Integer> columns = new HashSet<>(rows.of(candidate).columns());
        return place.has(candidate)
                ? Optional.of(candidate)
                : place.nodes().stream().filter(node -> columns.containsAll(rows.of(node).columns())).findFirst();
    }

    /** A node that stood nowhere before. Of what is below, some did. */
    private void keep(PlanNode made) {
        made.inputs().forEach(this::revive);
        keyFilters.addAllOf(made);
        PlanNode base = made;
        while (base instanceof Project project) {
            base = project.input();
        }
        base.inputs().forEach(this::collect);
    }

    private void revive(PlanNode node) {
        gone.remove(node);
        places.values().forEach(all -> all.removeIf(place -> place.has(node)));
        node.inputs().forEach(this::revive);
    }

    private void drop(PlanNode node) {
        gone.add(node);
        node.inputs().forEach(this::drop);
    }

    private PlanNode rewritten(PlanNode node) {
        PlanNode serving = replaced.get(node);
        if (serving == null) {
            return withNewInputs(node);
        }
        Shared one = shared.get(serving);
        if (one == null) {
            one = new Shared(withNewInputs(serving));
            shared.put(serving, one);
        }
        return node == serving ? one : narrowed(one, serving, node);
    }

    private PlanNode withNewInputs(PlanNode node) {
        List<PlanNode> inputs = node.inputs().stream().map(this::rewritten).toList();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) != node.inputs().get(i)) {
                return NewInputs.of(node, inputs);
            }
        }
        return node;
    }

    /** The columns of a node, from those that serve it. */
    private Project narrowed(Shared one, PlanNode serving, PlanNode node) {
        Channels to = Channels.of(rows.of(node), rows.of(serving));
        List<Expression> values = new ArrayList<>();
        for (int channel = 0; channel < node.columns().size(); channel++) {
            values.add(to.input(channel, serving.columns().get(to.of(channel))));
        }
        return new Project(one, node.columns().stream().map(Column::name).toList(), values);
    }
}
