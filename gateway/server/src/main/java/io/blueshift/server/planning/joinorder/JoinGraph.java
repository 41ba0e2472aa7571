package io.blueshift.server.planning.joinorder;

import io.trino.sql.PlannerContext;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.IrExpressions.Comparison;
import io.trino.sql.ir.Reference;
import io.trino.sql.planner.Symbol;
import io.trino.sql.planner.SymbolsExtractor;
import io.trino.sql.planner.plan.JoinNode.EquiJoinClause;
import io.trino.sql.planner.plan.PlanNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.trino.sql.ir.IrExpressions.matchComparison;
import static io.trino.sql.ir.IrExpressions.mayFail;
import static io.trino.sql.planner.EqualityInference.isInferenceCandidate;

/**
 * Which tables of a group have a condition to be joined on, and what of a set of tables is wanted outside it.
 *
 * <p>Conditions are classes of equal columns: of {@code a = b AND b = c}, also {@code a = c} joins. A set of tables has
 * one column that stands for a class, the first by name, as in Trino: the columns of a set are equal within it, so that
 * one condition per class joins two sets.
 *
 * <p>Sets of tables are those of {@link ConnectedPairs}.
 */
final class JoinGraph {
    /** Equal columns, by name, each with its table. */
    private record EqualColumns(List<Symbol> columns, int[] tableOf, int tables) {
        /** The column that stands for the class in a set which has one. */
        Symbol in(int set) {
            int i = 0;
            while ((1 << tableOf[i] & set) == 0) {
                i++;
            }
            return columns.get(i);
        }

        boolean isIn(int set) {
            return (tables & set) != 0;
        }
    }

    private final int tables;
    private final List<EqualColumns> classes;
    private final List<Expression> otherConditions;
    private final Set<Symbol> wantedAbove;

    private JoinGraph(int tables, List<EqualColumns> classes, List<Expression> otherConditions,
            Set<Symbol> wantedAbove) {
        this.tables = tables;
        this.classes = classes;
        this.otherConditions = otherConditions;
        this.wantedAbove = wantedAbove;
    }

    static JoinGraph of(JoinGroup group, PlannerContext planner) {
        Map<Symbol, Set<Symbol>> equal = new LinkedHashMap<>();
        List<Expression> others = new ArrayList<>();
        for (Expression conjunct : group.conjuncts()) {
            if (matchComparison(conjunct) instanceof Comparison.Equal(Reference left, Reference right)
                    && isInferenceCandidate(planner, conjunct) && !mayFail(planner, conjunct)) {
                unite(Symbol.from(left), Symbol.from(right), equal);
            } else {
                others.add(conjunct);
            }
        }
        Set<Symbol> wantedAbove = new HashSet<>(group.outputs());
        others.forEach(condition -> wantedAbove.addAll(SymbolsExtractor.extractUnique(condition)));
        Map<Symbol, Integer> tableOf = new HashMap<>();
        List<PlanNode> tables = group.tables();
        for (int i = 0; i < tables.size(); i++) {
            for (Symbol column : tables.get(i).getOutputSymbols()) {
                tableOf.put(column, i);
            }
        }
        List<EqualColumns> classes = new LinkedHashSet<>(equal.values()).stream()
                .map(columns -> equalColumns(columns, tableOf)).toList();
        return new JoinGraph(tables.size(), classes, List.copyOf(others), wantedAbove);
    }

    private static void unite(Symbol left, Symbol right, Map<Symbol, Set<Symbol>> equal) {
        Set<Symbol> united = equal.computeIfAbsent(left, column -> new LinkedHashSet<>(Set.of(column)));
        Set<Symbol> joining = equal.computeIfAbsent(right, column -> new LinkedHashSet<>(Set.of(column)));
        if (united != joining) {
            united.addAll(joining);
            joining.forEach(column -> equal.put(column, united));
        }
    }

    private static EqualColumns equalColumns(Set<Symbol> columns, Map<Symbol, Integer> tableOf) {
        List<Symbol> sorted = columns.stream()
                .sorted(Comparator.comparing(column -> column.toSymbolReference().toString())).toList();
        int[] tables = sorted.stream().mapToInt(tableOf::get).toArray();
        int set = 0;
        for (int table : tables) {
            set |= 1 << table;
        }
        return new EqualColumns(sorted, tables, set);
    }

    /** For each table the set of those that it has a condition with. */
    int[] neighbours() {
        int[] neighbours = new int[tables];
        for (EqualColumns columns : classes) {
            for (int table : columns.tableOf) {
                neighbours[table] |= columns.tables & ~(1 << table);
            }
        }
        return neighbours;
    }

    /** What is not an equality of two columns: to be applied to the joined rows. */
    List<Expression> otherConditions() {
        return otherConditions;
    }

    /** What two sets of tables are joined on. */
    List<EquiJoinClause> clauses(int left, int right) {
        return classes.stream().filter(columns -> columns.isIn(left) && columns.isIn(right))
                .map(columns -> new EquiJoinClause(columns.in(left), columns.in(right))).toList();
    }

    /** The columns of a set of tables that the query wants, or that joins with the other tables need. */
    Set<Symbol> wantedOf(int set) {
        Set<Symbol> wanted = new HashSet<>(wantedAbove);
        for (EqualColumns columns : classes) {
            if (columns.isIn(set) && columns.isIn(~set)) {
                wanted.add(columns.in(set));
            }
        }
        return wanted;
    }

    /** Equal columns of one table, where outside both are wanted: the first of a class, and another. */
    List<EquiJoinClause> equalitiesWithin(int table) {
        Set<Symbol> wanted = wantedOf(1 << table);
        List<EquiJoinClause> equalities = new ArrayList<>();
        for (EqualColumns columns : classes) {
            List<Symbol> here = new ArrayList<>();
            for (int i = 0; i < columns.tableOf.length; i++) {
                if (columns.tableOf[i] == table && wanted.contains(columns.columns.get(i))) {
                    here.add(columns.columns.get(i));
                }
            }
            here.stream().skip(1).forEach(column -> equalities.add(new EquiJoinClause(here.getFirst(), column)));
        }
        return equalities;
    }
}
