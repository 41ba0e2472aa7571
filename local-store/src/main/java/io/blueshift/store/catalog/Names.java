package io.blueshift.store.catalog;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SchemaNotFoundException;
import io.trino.spi.connector.SchemaTableName;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static io.trino.spi.StandardErrorCode.ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.INVALID_ARGUMENTS;
import static io.trino.spi.StandardErrorCode.SCHEMA_ALREADY_EXISTS;
import static io.trino.spi.StandardErrorCode.SCHEMA_NOT_EMPTY;

/**
 * One committed, immutable version of the store's names. Tables, views and materialised views share one name space; the
 * storage of a materialised view is found by the view's name and {@link #STORAGE_SUFFIX}, and is in no list. Every change is a new
 * version; a change that makes no sense throws the {@link TrinoException} for the user. Functions have a name space of their own.
 *
 * @param views definitions as JSON
 * @param functions likewise
 */
public record Names(long version, SortedSet<String> schemas, SortedMap<SchemaTableName, UUID> tables,
        SortedMap<SchemaTableName, String> views, SortedMap<SchemaTableName, MaterializedViewEntry> materializedViews,
        SortedMap<FunctionName, String> functions) {

    /** What the name of a materialised view's storage ends in. */
    public static final String STORAGE_SUFFIX = "$storage";

    private static final Comparator<SchemaTableName> ORDER = Comparator.comparing(SchemaTableName::getSchemaName)
            .thenComparing(SchemaTableName::getTableName);

    public Names {
        schemas = ImmutableSortedSet.copyOfSorted(schemas);
        tables = ImmutableSortedMap.copyOf(tables, ORDER);
        views = ImmutableSortedMap.copyOf(views, ORDER);
        materializedViews = ImmutableSortedMap.copyOf(materializedViews, ORDER);
        functions = ImmutableSortedMap.copyOf(functions);
    }

    /** Of a new store. */
    public static Names initial(String schema) {
        return new Names(1, new TreeSet<>(Set.of(schema)), new TreeMap<>(ORDER), new TreeMap<>(ORDER),
                new TreeMap<>(ORDER), new TreeMap<>());
    }

    /** Of a store read from disk. */
    static Names of(long version, Set<String> schemas, Map<SchemaTableName, UUID> tables,
            Map<SchemaTableName, String> views, Map<SchemaTableName, MaterializedViewEntry> materializedViews,
            Map<FunctionName, String> functions) {
        return new Names(
                version,
                new TreeSet<>(schemas),
                ImmutableSortedMap.copyOf(tables, ORDER),
                ImmutableSortedMap.copyOf(views, ORDER),
                ImmutableSortedMap.copyOf(materializedViews, ORDER),
                ImmutableSortedMap.copyOf(functions));
    }

    /** The id of a table, or of a materialised view's storage. */
    public Optional<UUID> table(SchemaTableName name) {
        if (isStorage(name)) {
            String view = name.getTableName().substring(0, name.getTableName().length() - STORAGE_SUFFIX.length());
            return materializedView(new SchemaTableName(name.getSchemaName(), view))
                    .map(MaterializedViewEntry::storage);
        }
        return Optional.ofNullable(tables.get(name));
    }

    /** Whether this is a name that only the storage of a materialised view can have. */
    public static boolean isStorage(SchemaTableName name) {
        return name.getTableName().endsWith(STORAGE_SUFFIX);
    }

    /** The name of a materialised view's storage. */
    public static SchemaTableName storageOf(SchemaTableName view) {
        return new SchemaTableName(view.getSchemaName(), view.getTableName() + STORAGE_SUFFIX);
    }

    /** Every table that there is, by the name under which {@link #table} finds it. */
    public Map<SchemaTableName, UUID> allTables() {
        Map<SchemaTableName, UUID> all = new TreeMap<>(ORDER);
        all.putAll(tables);
        materializedViews.forEach((name, view) -> all.put(storageOf(name), view.storage()));
        return all;
    }

    public Optional<MaterializedViewEntry> materializedView(SchemaTableName name) {
        return Optional.ofNullable(materializedViews.get(name));
    }

    public Optional<String> view(SchemaTableName name) {
        return Optional.ofNullable(views.get(name));
    }

    public void requireSchema(String schema) {
        if (!schemas.contains(schema)) {
            throw new SchemaNotFoundException(schema);
        }
    }

    /** That a table or view of this name could be created. */
    public void requireFree(SchemaTableName name) {
        requireSchema(name.getSchemaName());
        if (tables.containsKey(name)) {
            throw new TrinoException(ALREADY_EXISTS, "Table already exists: " + name);
        }
        if (views.containsKey(name)) {
            throw new TrinoException(ALREADY_EXISTS, "View already exists: " + name);
        }
        if (materializedViews.containsKey(name)) {
            throw new TrinoException(ALREADY_EXISTS, "Materialized view already exists: " + name);
        }
        if (isStorage(name)) {
            throw new TrinoException(
                    INVALID_ARGUMENTS,
                    "Names that end in %s are those of materialized views' storage: %s".formatted(STORAGE_SUFFIX,
                            name));
        }
    }

    public boolean isEmpty(String schema) {
        return Stream.of(tables, views, materializedViews).flatMap(entries -> entries.keySet().stream())
                .noneMatch(name -> name.getSchemaName().equals(schema))
                && functions.keySet().stream().noneMatch(name -> name.schema().equals(schema));
    }

    public Names addSchema(String schema) {
        if (schemas.contains(schema)) {
            throw new TrinoException(SCHEMA_ALREADY_EXISTS, "Schema already exists: " + schema);
        }
        return change(draft -> draft.schemas.add(schema));
    }

    public Names removeSchema(String schema) {
        requireSchema(schema);
        if (!isEmpty(schema)) {
            throw new TrinoException(SCHEMA_NOT_EMPTY, "Schema not empty: " + schema);
        }
        return change(draft -> draft.schemas.remove(schema));
    }

    /** Removes a schema and everything in it. */
    public Names removeSchemaAndContent(String schema) {
        requireSchema(schema);
        return change(draft -> {
            draft.schemas.remove(schema);
            draft.tables.keySet().removeIf(name -> name.getSchemaName().equals(schema));
            draft.views.keySet().removeIf(name -> name.getSchemaName().equals(schema));
            draft.materializedViews.keySet().removeIf(name -> name.getSchemaName().equals(schema));
            draft.functions.keySet().removeIf(name -> name.schema().equals(schema));
        });
    }

    public Names renameSchema(String source, String target) {
        requireSchema(source);
        if (schemas.contains(target)) {
            throw new TrinoException(SCHEMA_ALREADY_EXISTS, "Schema already exists: " + target);
        }
        return change(draft -> {
            draft.schemas.remove(source);
            draft.schemas.add(target);
            move(draft.tables, source, target);
            move(draft.views, source, target);
            move(draft.materializedViews, source, target);
            functions.forEach((name, definition) -> {
                if (name.schema().equals(source)) {
                    draft.functions.remove(name);
                    draft.functions.put(new FunctionName(target, name.name(), name.signature()), definition);
                }
            });
        });
    }

    private static <T> void move(SortedMap<SchemaTableName, T> entries, String source, String target) {
        for (SchemaTableName name : Set.copyOf(entries.keySet())) {
            if (name.getSchemaName().equals(source)) {
                entries.put(new SchemaTableName(target, name.getTableName()), entries.remove(name));
            }
        }
    }

    public Names addTable(SchemaTableName name, UUID id) {
        requireFree(name);
        return change(draft -> draft.tables.put(name, id));
    }

    /** Adds a table or gives the name of another to it. */
    public Names putTable(SchemaTableName name, UUID id) {
        if (!tables.containsKey(name)) {
            requireFree(name);
        }
        return change(draft -> draft.tables.put(name, id));
    }

    public Names removeTable(SchemaTableName name) {
        return change(draft -> draft.tables.remove(name));
    }

    public Names renameTable(SchemaTableName source, SchemaTableName target) {
        requireFree(target);
        return change(draft -> draft.tables.put(target, draft.tables.remove(source)));
    }

    /** Adds a view or replaces it. */
    public Names putView(SchemaTableName name, String definition, boolean replace) {
        if (!replace || !views.containsKey(name)) {
            requireFree(name);
        }
        return change(draft -> draft.views.put(name, definition));
    }

    public Names removeView(SchemaTableName name) {
        return change(draft -> draft.views.remove(name));
    }

    public Names renameView(SchemaTableName source, SchemaTableName target) {
        requireFree(target);
        return change(draft -> draft.views.put(target, draft.views.remove(source)));
    }

    /** Adds a materialised view or replaces it. */
    public Names putMaterializedView(SchemaTableName name, MaterializedViewEntry view, boolean replace) {
        if (!replace || !materializedViews.containsKey(name)) {
            requireFree(name);
        }
        return change(draft -> draft.materializedViews.put(name, view));
    }

    public Names removeMaterializedView(SchemaTableName name) {
        return change(draft -> draft.materializedViews.remove(name));
    }

    public Names renameMaterializedView(SchemaTableName source, SchemaTableName target) {
        requireFree(target);
        return change(draft -> draft.materializedViews.put(target, draft.materializedViews.remove(source)));
    }

    /** Adds a function or replaces it. */
    public Names putFunction(FunctionName name, String definition, boolean replace) {
        requireSchema(name.schema());
        if (!replace && functions.containsKey(name)) {
            throw new TrinoException(ALREADY_EXISTS,
                    "Function already exists: %s.%s".formatted(name.schema(), name.name()));
        }
        return change(draft -> draft.functions.put(name, definition));
    }

    public Names removeFunction(FunctionName name) {
        return change(draft -> draft.functions.remove(name));
    }

    private Names change(Consumer<Draft> change) {
        Draft draft = new Draft(
                new TreeSet<>(schemas),
                new TreeMap<>(tables),
                new TreeMap<>(views),
                new TreeMap<>(materializedViews),
                new TreeMap<>(functions));
        change.accept(draft);
        return new Names(version + 1, draft.schemas, draft.tables, draft.views, draft.materializedViews,
                draft.functions);
    }

    private record Draft(SortedSet<String> schemas, SortedMap<SchemaTableName, UUID> tables,
            SortedMap<SchemaTableName, String> views,
            SortedMap<SchemaTableName, MaterializedViewEntry> materializedViews,
            SortedMap<FunctionName, String> functions) {}
}
