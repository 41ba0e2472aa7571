package io.blueshift.server.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * What a catalog was made of.
 *
 * @param written its settings by name, as they were written: with references to secrets, and with those that were written
 *                out
 */
public record CatalogSettings(String name, String connector, Map<String, String> written) {
    public CatalogSettings {
        requireNonNull(name, "name is null");
        requireNonNull(connector, "connector is null");
        written = Collections.unmodifiableMap(new TreeMap<>(written));
    }

    /** Passwords may be among them. */
    @Override
    public String toString() {
        return "CatalogSettings[" + name + "]";
    }
}
