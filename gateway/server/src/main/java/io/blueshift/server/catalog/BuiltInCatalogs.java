package io.blueshift.server.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogs that exist without a file: {@code local}, always, and the sample data {@code tpch} and {@code tpcds} where
 * they are switched on.
 */
public final class BuiltInCatalogs {
    public static final String LOCAL = "local";
    private static final Set<String> SAMPLES = Set.of("tpch", "tpcds");
    /** Names under which the engine keeps catalogs of its own. */
    private static final Set<String> ENGINE = Set.of("system", "compiled");

    private final Map<String, Settings> catalogs = new LinkedHashMap<>();
    private final boolean samples;

    /** What a catalog is made from. */
    public record Settings(String connector, Map<String, String> properties) {}

    public BuiltInCatalogs(boolean samples) {
        this.samples = samples;
        catalogs.put(LOCAL, new Settings("local", Map.of()));
        if (samples) {
            SAMPLES.forEach(name -> catalogs.put(name, new Settings(name, Map.of())));
        }
    }

    Map<String, Settings> catalogs() {
        return catalogs;
    }

    /** Why a file or CREATE CATALOG cannot take the name. */
    Optional<String> whyReserved(String name) {
        if (name.equals(LOCAL)) {
            return Optional.of("the name 'local' belongs to the tables in the data directory; choose another");
        }
        if (ENGINE.contains(name)) {
            return Optional.of("the name '%s' belongs to the engine; choose another".formatted(name));
        }
        if (samples && SAMPLES.contains(name)) {
            return Optional.of("the name '%s' belongs to the sample data; choose another, or set sample-catalogs=false"
                    .formatted(name));
        }
        return Optional.empty();
    }

    /** Why DROP CATALOG cannot remove it. */
    Optional<String> whyPermanent(String name) {
        if (name.equals(LOCAL)) {
            return Optional.of("it holds the tables in the data directory and is always there");
        }
        if (ENGINE.contains(name)) {
            return Optional.of("it belongs to the engine");
        }
        if (samples && SAMPLES.contains(name)) {
            return Optional.of("it comes with sample-catalogs=true; set that to false and restart");
        }
        return Optional.empty();
    }
}
