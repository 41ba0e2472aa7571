package io.blueshift.store.check;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.catalog.UnlockedStore;
import io.blueshift.store.deletes.DeleteVector;
import io.blueshift.store.deletes.DeleteVectorFile;
import io.blueshift.store.error.CorruptFileException;
import io.blueshift.store.error.UnknownFormatException;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One table: all of its versions that there are. A file that is missing because its version has expired by now is not a
 * fault. Not thread-safe; used once.
 */
final class TableCheck {
    private final UnlockedStore store;
    private final String name;
    private final UUID id;
    private final Path data;
    private final Consumer<Fault> output;
    private final Map<String, SegmentFacts> facts = new LinkedHashMap<>();
    private final Set<Object> compared = new HashSet<>();
    private int segments;
    private int deleteVectors;
    private long bytes;
    private int faults;

    /** What a manifest says of a segment apart from its deleted rows. */
    private record Statement(SegmentEntry entry, List<ColumnDefinition> columns) {}

    /** How the rows of a file are said to be sorted. */
    private record Order(String file, List<Integer> columns) {}

    TableCheck(UnlockedStore store, String name, UUID id, Consumer<Fault> output) {
        this.store = store;
        this.name = name;
        this.id = id;
        this.data = store.dataDirectory(id);
        this.output = output;
    }

    CheckSummary run() throws IOException {
        List<TableVersion> versions = readVersions(true);
        // One after the other: what is wrong with a file is said once, at the first version that mentions it
        for (TableVersion version : versions) {
            for (SegmentEntry segment : version.segments()) {
                checkSegment(version, segment);
            }
        }
        return new CheckSummary(1, versions.size(), segments, deleteVectors, bytes, faults);
    }

    private void fault(Fault fault) {
        faults++;
        output.accept(fault);
    }

    private void fault(Path file, String problem) {
        fault(new Fault(name, problem, file, 0));
    }

    private List<TableVersion> readVersions(boolean report) throws IOException {
        while (true) {
            List<Long> numbers = store.versions(id);
            List<TableVersion> versions = new ArrayList<>();
            boolean anyRead = false;
            for (long number : numbers) {
                try {
                    TableVersion version = store.version(id, number);
                    anyRead = true;
                    versions.add(version);
                    if (report) {
                        checkManifest(version);
                    }
                } catch (NoSuchFileException e) {
                    // It has expired since the listing
                } catch (RuntimeException e) {
                    anyRead = true;
                    if (report) {
                        fault(manifestFault(number, e));
                    }
                }
            }
            if (anyRead) {
                return versions;
            }
            if (numbers.isEmpty()) {
                if (report && exists()) {
                    fault(store.manifest(id, 1).getParent(), "there is no manifest");
                }
                return versions;
            }
        }
    }

    private Fault manifestFault(long version, RuntimeException e) {
        Path manifest = store.manifest(id, version);
        return switch (e) {
            case CorruptFileException corrupt -> Fault.of(name, corrupt);
            case UnknownFormatException unknown -> new Fault(name, unknown.getMessage(), manifest, 0);
            default -> new Fault(name, "not a sound manifest: " + e.getMessage(), manifest, 0);
        };
    }

    private boolean exists() throws IOException {
        return store.names().allTables().containsValue(id);
    }

    private void checkManifest(TableVersion version) {
        Path manifest = store.manifest(id, version.version());
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (ColumnDefinition column : version.columns()) {
            if (!ids.add(column.id()) || !names.add(column.name()) || column.id() >= version.nextColumnId()) {
                fault(manifest, "column %s (%d) is there twice or has an id that was not given out"
                        .formatted(column.name(), column.id()));
            }
        }
        Set<String> files = new HashSet<>();
        for (SegmentEntry segment : version.segments()) {
            if (!files.add(segment.file())) {
                fault(manifest, "segment %s is there twice".formatted(segment.file()));
            }
        }
    }

    private void checkSegment(TableVersion version, SegmentEntry segment) throws IOException {
        Path file = data.resolve(segment.file());
        if (compared.add(segment.file())) {
            segments++;
            bytes += segment.bytes();
            SegmentCheck check = new SegmentCheck(file, segment, store.zoneMappers(), this::fileFault);
            Optional<SegmentFacts> found = check.run();
            found.ifPresent(known -> facts.put(segment.file(), known));
        }
        SegmentEntry rows = new SegmentEntry(segment.id(), segment.file(), segment.rows(), segment.blocks(),
                segment.bytes(), segment.footerBytes(), segment.zones(), segment.sketches(), segment.sortedBy());
        SegmentFacts known = facts.get(segment.file());
        if (known != null && compared.add(new Statement(rows, version.columns()))) {
            known.compare(rows, version.columns())
                    .forEach(problem -> fault(store.manifest(id, version.version()), problem));
        }
        if (known != null && Collections.disjoint(known.broken(), segment.sortedBy())
                && compared.add(new Order(segment.file(), segment.sortedBy()))) {
            new SortCheck(file, segment, store.zoneMappers()).run().ifPresent(this::fileFault);
        }
        if (segment.deletes().isPresent() && compared.add(segment.deletes().get())) {
            checkDeletes(segment, segment.deletes().get());
        }
    }

    private void checkDeletes(SegmentEntry segment, DeleteVector vector) throws IOException {
        deleteVectors++;
        bytes += vector.bytes();
        try {
            RoaringBitmap rows = DeleteVectorFile.read(data, vector, segment.id());
            if (!rows.isEmpty() && Integer.toUnsignedLong(rows.last()) >= segment.rows()) {
                fault(data.resolve(vector.file()), "row %d is deleted of a segment of %d rows"
                        .formatted(Integer.toUnsignedLong(rows.last()), segment.rows()));
            }
        } catch (CorruptFileException e) {
            fileFault(e);
        } catch (UnknownFormatException e) {
            fault(data.resolve(vector.file()), e.getMessage());
        }
    }

    private void fileFault(CorruptFileException e) {
        try {
            if (Files.exists(e.file()) || isNeeded(e.file().getFileName().toString())) {
                fault(Fault.of(name, e));
            }
        } catch (IOException failure) {
            e.addSuppressed(failure);
            fault(Fault.of(name, e));
        }
    }

    /** Whether any version that there still is needs a file. */
    private boolean isNeeded(String file) throws IOException {
        return exists() && readVersions(false).stream().anyMatch(version -> version.files().contains(file));
    }
}
