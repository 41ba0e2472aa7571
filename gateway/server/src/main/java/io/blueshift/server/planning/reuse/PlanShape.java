package io.blueshift.server.planning.reuse;

import io.trino.metadata.TableHandle;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.PlanNodeId;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as a list of values that is equal to that of another plan exactly if both compute the same from the same tables:
 * the fields of its nodes, from the root down, without the nodes' ids and without the transactions of tables. Trino's plan
 * nodes have no {@code equals}. What has none either (a block within a constant) is only equal to itself, which costs a
 * plan anew and never gives a wrong one.
 */
final class PlanShape {
    private static final String PLAN_PACKAGE = PlanNode.class.getPackageName();
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private final List<Object> values = new ArrayList<>();

    private PlanShape() {}

    static List<Object> of(PlanNode plan) {
        PlanShape shape = new PlanShape();
        shape.add(plan);
        return shape.values;
    }

    private void add(Object value) {
        switch (value) {
            case null -> values.add(Optional.empty());
            case PlanNodeId _ -> {
            }
            case TableHandle table -> {
                values.add(table.catalogHandle());
                values.add(table.connectorHandle());
            }
            case Optional<?> optional -> {
                values.add(optional.isPresent());
                optional.ifPresent(this::add);
            }
            case Map<?, ?> map -> {
                values.add(map.size());
                map.forEach((key, mapped) -> {
                    add(key);
                    add(mapped);
                });
            }
            case Collection<?> collection -> {
                values.add(collection.size());
                collection.forEach(this::add);
            }
            default -> addObject(value);
        }
    }

    private void addObject(Object value) {
        Class<?> type = value.getClass();
        // A constant of an enum may be of a class of its own, which is none
        if (!type.getPackageName().equals(PLAN_PACKAGE) || value instanceof Enum) {
            values.add(value);
            return;
        }
        values.add(type);
        for (Field field : FIELDS.get(type)) {
            try {
                add(field.get(value));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("Fields are made accessible before", e);
            }
        }
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> declaring = type; declaring != Object.class; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return List.copyOf(fields);
    }
}
