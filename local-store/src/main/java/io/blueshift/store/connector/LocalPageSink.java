package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.store.catalog.SegmentCodec;
import io.blueshift.store.catalog.SegmentEntry;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.write.TableWriter;
import io.blueshift.store.write.WriteColumn;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSink;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.stream.Collectors.toMap;

/** A {@link TableWriter} as Trino drives it; its fragments are the entries of the segments it wrote. */
final class LocalPageSink implements ConnectorPageSink {
    private final TableWriter writer;
    private final Map<Integer, Type> types;
    private final SegmentCodec codec;
    private final StoreErrors errors;

    LocalPageSink(TableWriter writer, List<WriteColumn> columns, SegmentCodec codec, StoreErrors errors) {
        this.writer = writer;
        this.types = columns.stream().collect(toMap(WriteColumn::id, WriteColumn::type));
        this.codec = codec;
        this.errors = errors;
    }

    @Override
    public long getCompletedBytes() {
        return writer.writtenBytes();
    }

    @Override
    public long getMemoryUsage() {
        return writer.memoryBytes();
    }

    @Override
    public CompletableFuture<?> appendPage(Page page) {
        try {
            writer.append(page);
            return NOT_BLOCKED;
        } catch (IOException | RuntimeException e) {
            throw errors.translate(e);
        }
    }

    @Override
    public CompletableFuture<Collection<Slice>> finish() {
        try {
            List<Slice> fragments = new ArrayList<>();
            for (SegmentEntry segment : writer.finish()) {
                fragments.add(Slices.wrappedBuffer(codec.toBytes(segment, types)));
            }
            return completedFuture(fragments);
        } catch (IOException | RuntimeException e) {
            throw errors.translate(e);
        }
    }

    @Override
    public void abort() {
        try {
            writer.abort();
        } catch (IOException | RuntimeException e) {
            throw errors.translate(e);
        }
    }
}
