package io.blueshift.store.connector;

import io.airlift.json.JsonCodec;
import io.blueshift.store.catalog.TableVersion;
import io.trino.spi.connector.SchemaTableName;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the rows of a materialised view were made from, as JSON. Kept in a property of the storage, so that rows and record are
 * committed at once.
 *
 * @param microseconds since 1970: the rows are not older than that
 * @param definitions of the views that took part, by name, comments left out
 * @param untracked whether something took part whose changes nobody sees: a foreign table of unknown version, a table
 *            function, a function that is not deterministic
 */
public record RefreshRecord(long microseconds, List<Base> bases, List<Definition> definitions,
        List<ForeignTable> foreign,
        boolean untracked) {

    private static final String PROPERTY = "materialized_view_refresh";
    private static final JsonCodec<RefreshRecord> CODEC = JsonCodec.jsonCodec(RefreshRecord.class);

    /**
     * A table that was read.
     *
     * @param content the version in which the table's content became what was read
     */
    public record Base(String schema, String table, UUID id, long version, long content) {
        SchemaTableName name() {
            return new SchemaTableName(schema, table);
        }
    }

    /** A view, and what {@link ViewDefinitions} said of it. */
    public record Definition(String schema, String view, String text) {
        SchemaTableName name() {
            return new SchemaTableName(schema, view);
        }
    }

    static RefreshRecord of(Instant start, List<Base> bases, List<Definition> definitions, List<ForeignTable> foreign,
            boolean untracked) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, start);
        return new RefreshRecord(micros, bases, definitions, foreign, untracked);
    }

    Instant time() {
        return Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
    }

    /** The record of a storage's rows, if it was ever refreshed. */
    static Optional<RefreshRecord> find(TableVersion storage) {
        return Optional.ofNullable(storage.properties().get(PROPERTY)).map(CODEC::fromJson);
    }

    /** A storage's properties with this record among them. */
    Map<String, String> addTo(Map<String, String> properties) {
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(PROPERTY, CODEC.toJson(this));
        return changed;
    }
}
