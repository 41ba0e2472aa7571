package io.blueshift.store.metadata;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.encoding.Encoding;
import io.blueshift.store.encoding.Storage;
import io.blueshift.store.format.BlockEntry;
import io.blueshift.store.format.ColumnChunk;
import io.blueshift.store.format.SegmentFooter;
import io.blueshift.store.format.SegmentReader;
import io.blueshift.store.zone.ZoneMap;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import static java.util.stream.Collectors.joining;

/**
 * One column of one segment.
 *
 * @param encoding of its blocks; absent if the column is younger than the segment
 * @param rawBytes of the values as they are in memory; unknown of nested types
 * @param storedBytes in the file, without the footer
 * @param distinctValues as far as they are counted
 */
public record ChunkFacts(UUID segment, String column, Type type, Optional<String> encoding, Optional<Long> rawBytes,
        long storedBytes, ZoneMap zone, Optional<Long> distinctValues) {

    /** Reads the footers of all segments of a version. */
    public static List<ChunkFacts> of(TableVersion version, Path dataDirectory) {
        List<ChunkFacts> facts = new ArrayList<>();
        for (SegmentEntry segment : version.segments()) {
            Path file = dataDirectory.resolve(segment.file());
            try (SegmentReader reader = new SegmentReader(file, segment.bytes(), segment.footerBytes())) {
                version.columns().forEach(column -> facts.add(of(segment, column, reader.footer())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return facts;
    }

    private static ChunkFacts of(SegmentEntry segment, ColumnDefinition column, SegmentFooter footer) {
        Optional<ColumnChunk> chunk = footer.chunk(column.id());
        ZoneMap zone = segment.zone(column.id());
        return new ChunkFacts(
                segment.id(),
                column.name(),
                column.type(),
                chunk.map(ChunkFacts::encodings),
                rawBytes(column.type(), zone),
                chunk.map(ChunkFacts::storedBytes).orElse(0L),
                zone,
                segment.sketch(column.id()).map(sketch -> Math.round(sketch.estimate())));
    }

    private static String encodings(ColumnChunk chunk) {
        return chunk.blocks().stream().map(block -> label(block.encoding())).distinct().collect(joining(", "));
    }

    private static String label(int id) {
        return Arrays.stream(Encoding.values()).filter(encoding -> encoding.id() == id).map(Encoding::label)
                .findFirst().orElse("unknown (%d)".formatted(id));
    }

    private static long storedBytes(ColumnChunk chunk) {
        return chunk.shared().bytes() + chunk.blocks().stream().mapToLong(BlockEntry::bytes).sum();
    }

    private static Optional<Long> rawBytes(Type type, ZoneMap zone) {
        Storage storage = Storage.of(type);
        if (storage.isNested()) {
            return Optional.empty();
        }
        long values = zone.positions() - zone.nulls();
        return Optional.of(storage == Storage.VARIABLE ? zone.dataBytes() : values * storage.width());
    }
}
