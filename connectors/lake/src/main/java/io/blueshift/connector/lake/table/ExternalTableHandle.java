package io.blueshift.connector.lake.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * A table over files that were there before it, its definition as it was when the query began.
 *
 * @param enforced
 *            on partition columns: files that do not match are left out, the engine does not check again
 * @param unenforced
 *            on columns of Parquet files: row groups are skipped by it, the engine checks again
 * @param files
 *            how many files match {@code enforced}, of how many; known once a filter was pushed
 */
public record ExternalTableHandle(@JsonProperty("name") SchemaTableName name,
        @JsonProperty("definition") ExternalDefinition definition,
        @JsonProperty("enforced") TupleDomain<LakeColumnHandle> enforced,
        @JsonProperty("unenforced") TupleDomain<LakeColumnHandle> unenforced,
        @JsonProperty("projected") Optional<Set<LakeColumnHandle>> projected,
        @JsonProperty("files") Optional<FileCount> files)
        implements
            LakeTableHandle {
    /** Files left by partition pruning, of all. */
    public record FileCount(@JsonProperty("selected") int selected, @JsonProperty("total") int total) {}

    public ExternalTableHandle {
        requireNonNull(name, "name is null");
        requireNonNull(definition, "definition is null");
        requireNonNull(enforced, "enforced is null");
        requireNonNull(unenforced, "unenforced is null");
        projected = projected.map(Set::copyOf);
        requireNonNull(files, "files is null");
    }

    /** The whole table. */
    public static ExternalTableHandle of(SchemaTableName name, ExternalDefinition definition) {
        return new ExternalTableHandle(
                name,
                definition,
                TupleDomain.all(),
                TupleDomain.all(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public ExternalTableHandle withProjected(Set<LakeColumnHandle> columns) {
        return new ExternalTableHandle(name, definition, enforced, unenforced, Optional.of(columns), files);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(definition.location());
        parts.add(files.map(count -> count.selected() + " of " + count.total() + " files").orElse("all files"));
        if (!enforced.isAll()) {
            parts.add("partitions " + describe(enforced));
        }
        if (!unenforced.isAll()) {
            parts.add("row groups by " + describe(unenforced));
        }
        projected.ifPresent(
                columns -> parts.add("columns " + columns.stream().map(LakeColumnHandle::name).sorted().toList()));
        return name + " " + parts;
    }

    private static String describe(TupleDomain<LakeColumnHandle> predicate) {
        Map<LakeColumnHandle, Domain> domains = predicate.getDomains().orElse(Map.of());
        if (predicate.isNone()) {
            return "none";
        }
        return domains.entrySet().stream().map(entry -> entry.getKey().name() + " " + entry.getValue())
                .sorted().toList().toString();
    }
}
