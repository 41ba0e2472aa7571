package io.blueshift.store.catalog;

import java.util.UUID;

/**
 * A materialised view among the names.
 *
 * @param storage the table that holds its rows
 * @param definition as JSON
 */
public record MaterializedViewEntry(UUID storage, String definition) {
    public MaterializedViewEntry withDefinition(String newDefinition) {
        return new MaterializedViewEntry(storage, newDefinition);
    }
}
