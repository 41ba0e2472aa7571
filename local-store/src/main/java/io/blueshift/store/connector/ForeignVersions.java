package io.blueshift.store.connector;

import java.util.List;
import java.util.Optional;

/**
 * What a program around the store knows of tables in other catalogs, for which Trino's connector interface has no words.
 * Where nothing is bound, a materialised view over such tables is of unknown freshness.
 */
@FunctionalInterface
public interface ForeignVersions {
    /** Bound while a refresh is committed, if the versions of all its foreign tables are known. */
    ScopedValue<List<ForeignTable>> REFRESHED_FROM = ScopedValue.newInstance();

    /** Bound while the freshness of a materialised view is asked for. */
    ScopedValue<ForeignVersions> CURRENT = ScopedValue.newInstance();

    /** The version that a query would read now, empty if that cannot be told. */
    Optional<String> current(ForeignTable table);
}
