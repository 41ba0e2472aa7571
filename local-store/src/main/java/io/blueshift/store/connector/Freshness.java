package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.MaterializedViewEntry;
import io.blueshift.store.catalog.Names;
import io.blueshift.store.catalog.RetainedVersion;
import io.trino.spi.connector.MaterializedViewFreshness;
import io.trino.spi.connector.MaterializedViewNotFoundException;
import io.trino.spi.connector.SchemaTableName;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import static io.trino.spi.connector.MaterializedViewFreshness.Freshness.FRESH;
import static io.trino.spi.connector.MaterializedViewFreshness.Freshness.STALE;
import static io.trino.spi.connector.MaterializedViewFreshness.Freshness.UNKNOWN;

/** Whether the rows of a materialised view are those that its query would give now. */
final class Freshness {
    private final LocalStore store;
    private final ViewDefinitions definitions;

    Freshness(LocalStore store, ViewDefinitions definitions) {
        this.store = store;
        this.definitions = definitions;
    }

    MaterializedViewFreshness of(SchemaTableName name) {
        UUID storage = store.names().materializedView(name).map(MaterializedViewEntry::storage)
                .orElseThrow(() -> new MaterializedViewNotFoundException(name));
        Optional<RefreshRecord> refresh = RefreshRecord.find(store.table(storage).current());
        return refresh.map(this::of).orElseGet(() -> new MaterializedViewFreshness(STALE, Optional.empty()));
    }

    private MaterializedViewFreshness of(RefreshRecord refresh) {
        MaterializedViewFreshness all = new MaterializedViewFreshness(FRESH, Optional.empty());
        for (RefreshRecord.Base base : refresh.bases()) {
            all = worse(all, of(base, refresh));
        }
        for (RefreshRecord.Definition view : refresh.definitions()) {
            if (!definitions.text(view.name()).equals(Optional.of(view.text()))) {
                all = worse(all, since(STALE, refresh));
            }
        }
        for (ForeignTable table : refresh.foreign()) {
            all = worse(all, of(table, refresh));
        }
        return refresh.untracked() ? worse(all, since(UNKNOWN, refresh)) : all;
    }

    private static MaterializedViewFreshness since(MaterializedViewFreshness.Freshness freshness,
            RefreshRecord refresh) {
        return new MaterializedViewFreshness(freshness, Optional.of(refresh.time()));
    }

    /** Known to be stale is worse than not known; of two times the earlier counts. */
    private static MaterializedViewFreshness worse(MaterializedViewFreshness left, MaterializedViewFreshness right) {
        if (left.getFreshness() == FRESH || right.getFreshness() == FRESH) {
            return left.getFreshness() == FRESH ? right : left;
        }
        boolean stale = left.getFreshness() == STALE || right.getFreshness() == STALE;
        Optional<Instant> time = left.getLastKnownFreshTime().flatMap(
                known -> right.getLastKnownFreshTime().map(other -> known.isBefore(other) ? known : other));
        return new MaterializedViewFreshness(stale ? STALE : UNKNOWN, time);
    }

    private MaterializedViewFreshness of(RefreshRecord.Base base, RefreshRecord refresh) {
        Optional<LocalTable> table = store.names().table(base.name()).filter(base.id()::equals)
                .flatMap(store::findTable);
        if (table.isEmpty()) {
            return since(STALE, refresh);
        }
        if (table.get().current().commit().contentVersion() != base.content()) {
            return new MaterializedViewFreshness(STALE, Optional.of(firstChange(table.get(), base, refresh)));
        }
        return Names.isStorage(base.name())
                ? ofInner(base, refresh)
                : new MaterializedViewFreshness(FRESH, Optional.empty());
    }

    /** When the content became another one, or an earlier time if the version that did that has expired. */
    private static Instant firstChange(LocalTable table, RefreshRecord.Base base, RefreshRecord refresh) {
        long expected = base.version() + 1;
        for (RetainedVersion version : table.versions()) {
            if (version.version() < expected) {
                continue;
            }
            if (version.version() > expected) {
                break;
            }
            if (version.commit().contentVersion() != base.content()) {
                Instant changed = version.commit().time();
                return changed.isBefore(refresh.time()) ? refresh.time() : changed;
            }
            expected++;
        }
        return refresh.time();
    }

    /** A materialised view that was read itself: its rows are the same, but are they still right? */
    private MaterializedViewFreshness ofInner(RefreshRecord.Base base, RefreshRecord refresh) {
        Optional<SchemaTableName> view = store.names().materializedViews().entrySet().stream()
                .filter(entry -> entry.getValue().storage().equals(base.id())).map(entry -> entry.getKey()).findFirst();
        MaterializedViewFreshness inner = view.map(this::of).orElseGet(() -> since(STALE, refresh));
        return inner.getFreshness() == FRESH ? inner : worse(inner, since(inner.getFreshness(), refresh));
    }

    private static MaterializedViewFreshness of(ForeignTable table, RefreshRecord refresh) {
        Optional<String> current = ForeignVersions.CURRENT.isBound()
                ? ForeignVersions.CURRENT.get().current(table)
                : Optional.empty();
        if (current.isEmpty()) {
            return since(UNKNOWN, refresh);
        }
        return current.get().equals(table.version())
                ? new MaterializedViewFreshness(FRESH, Optional.empty())
                : since(STALE, refresh);
    }
}
