package io.blueshift.store.catalog;

import io.trino.spi.TrinoException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import static io.trino.spi.StandardErrorCode.INVALID_ARGUMENTS;

/**
 * The versions of a table that are retained, and how often each file is needed by them. Not thread-safe: its table's
 * lock guards it.
 */
final class VersionHistory {
    private final TreeMap<Long, RetainedVersion> versions = new TreeMap<>();
    private final Map<Long, RuntimeException> unreadable = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();

    /** Reads what the manifests of a table say; one that cannot be read costs its version only. */
    static VersionHistory read(VersionedFiles manifests, List<Long> versions, UUID table, TableManifest codec) {
        VersionHistory history = new VersionHistory();
        for (long version : versions) {
            try {
                history.add(codec.readSummary(manifests.file(version), table, version));
            } catch (IOException e) {
                history.unreadable.put(version, new UncheckedIOException(e));
            } catch (RuntimeException e) {
                history.unreadable.put(version, e);
            }
        }
        return history;
    }

    void add(RetainedVersion version) {
        versions.put(version.version(), version);
        version.files().forEach(file -> uses.merge(file, 1, Integer::sum));
    }

    /** Removes versions and returns the files that no other needs. */
    Set<String> remove(Set<Long> expired) {
        Set<String> unneeded = new HashSet<>();
        for (long version : expired) {
            for (String file : versions.remove(version).files()) {
                if (uses.merge(file, -1, Integer::sum) == 0) {
                    uses.remove(file);
                    unneeded.add(file);
                }
            }
        }
        return unneeded;
    }

    /** Ascending. */
    List<RetainedVersion> all() {
        return List.copyOf(versions.values());
    }

    Map<Long, RuntimeException> unreadable() {
        return Map.copyOf(unreadable);
    }

    boolean needs(String file) {
        return uses.containsKey(file);
    }

    void require(long version) {
        if (unreadable.containsKey(version)) {
            throw unreadable.get(version);
        }
        if (!versions.containsKey(version)) {
            String what = version > versions.lastKey() || version < 1
                    ? "Version %d does not exist".formatted(version)
                    : "Version %d has expired".formatted(version);
            throw new TrinoException(INVALID_ARGUMENTS, "%s: %s".formatted(what, describe()));
        }
    }

    /** The newest version that was not committed after a time. */
    RetainedVersion asOf(Instant time) {
        return versions.descendingMap().values().stream()
                .filter(version -> !version.commit().time().isAfter(time))
                .findFirst()
                .orElseThrow(() -> new TrinoException(
                        INVALID_ARGUMENTS,
                        "No version as old as %s is retained: %s".formatted(time, describe())));
    }

    private String describe() {
        RetainedVersion oldest = versions.firstEntry().getValue();
        RetainedVersion newest = versions.lastEntry().getValue();
        return "the oldest retained is version %d of %s, the newest is version %d of %s".formatted(
                oldest.version(),
                oldest.commit().time(),
                newest.version(),
                newest.commit().time());
    }
}
