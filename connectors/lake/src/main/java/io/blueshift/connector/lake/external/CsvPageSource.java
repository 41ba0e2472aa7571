package io.blueshift.connector.lake.external;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.table.ExternalDefinition;
import io.blueshift.connector.lake.table.ExternalSplit;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.ZipException;

/**
 * Reads one CSV file, a page at a time. Every record must have as many fields as the table has columns, and every value
 * asked for must be one of its column's type; else the query fails, naming file, line and column. For one thread.
 */
final class CsvPageSource implements ConnectorPageSource {
    private static final int SHOWN_CHARACTERS_MAX = 100;

    /** A column of the result: which field it is, and how that is read. */
    private record Target(LakeColumnHandle column, int field, TextValue value) {}

    private final LakeStorage storage;
    private final String location;
    private final List<LakeColumnHandle> fileColumns;
    private final List<Target> targets;
    private final Slice nullFormat;
    private final boolean headerSkipped;
    private final MeteredInputStream metered;
    private final CsvRecords records;
    private final PageBuilder builder;
    private long positions;
    private boolean finished;

    CsvPageSource(
            LakeStorage storage,
            ExternalDefinition definition,
            ExternalSplit split,
            List<LakeColumnHandle> columns) {
        this.storage = storage;
        this.location = split.location();
        this.fileColumns = definition.fileColumns();
        this.targets = columns.stream()
                .map(column -> new Target(column, fileColumns.indexOf(column), TextValue.of(column.type()))).toList();
        this.nullFormat = Slices.utf8Slice(definition.csv().nullFormat());
        this.headerSkipped = definition.csv().skipHeaderLines() > 0;
        this.builder = new PageBuilder(columns.stream().map(LakeColumnHandle::type).toList());
        Compression compression = Compression.of(location);
        this.metered = new MeteredInputStream(storage.openSequential(location, split.fileSize()));
        try {
            records = new CsvRecords(compression.decompress(metered), definition.csv(), fileColumns.size() > 1);
        } catch (IOException | RuntimeException e) {
            close();
            throw failed(e);
        }
    }

    @Override
    public SourcePage getNextSourcePage() {
        if (finished) {
            return null;
        }
        builder.reset();
        try {
            while (!builder.isFull()) {
                List<CsvField> fields = records.next();
                if (fields == null) {
                    close();
                    break;
                }
                append(fields);
            }
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
        positions += builder.getPositionCount();
        return builder.isEmpty() ? null : SourcePage.create(builder.build());
    }

    private void append(List<CsvField> fields) {
        if (fields.size() != fileColumns.size()) {
            throw badRow(
                    "it has %s fields, but the table has %s columns in its files: %s".formatted(
                            fields.size(),
                            fileColumns.size(),
                            fileColumns.stream().map(LakeColumnHandle::name).toList()));
        }
        builder.declarePosition();
        for (int channel = 0; channel < targets.size(); channel++) {
            append(targets.get(channel), fields, builder.getBlockBuilder(channel));
        }
    }

    private void append(Target target, List<CsvField> fields, BlockBuilder block) {
        CsvField field = fields.get(target.field());
        if (!field.quoted() && field.text().equals(nullFormat)) {
            block.appendNull();
            return;
        }
        try {
            target.value().append(field.text(), block);
        } catch (IllegalArgumentException e) {
            String text = field.text().toStringUtf8();
            String shown = text.length() > SHOWN_CHARACTERS_MAX
                    ? text.substring(0, SHOWN_CHARACTERS_MAX) + "..."
                    : text;
            String why = e.getMessage() == null || e.getMessage().isEmpty() ? "" : " (" + e.getMessage() + ")";
            throw badRow(
                    "column %s: '%s' is no %s%s%s".formatted(
                            target.column().name(),
                            shown,
                            target.column().type().getDisplayName(),
                            why,
                            hint()));
        }
    }

    private String hint() {
        return headerSkipped || records.line() > 1 ? "" : "; if this is a header, set skip_header_line_count = 1";
    }

    private TrinoException badRow(String what) {
        return new TrinoException(
                LakeErrorCode.LAKE_BAD_ROW,
                "%s, line %s: %s".formatted(location, records.line(), what));
    }

    private RuntimeException failed(Exception cause) {
        return switch (cause) {
            case TrinoException trino -> trino;
            case CsvRecords.MalformedCsvException _ -> corrupt(cause.getMessage(), cause);
            case EOFException _ -> corrupt("the compressed data ends too early", cause);
            case ZipException _ -> corrupt("it cannot be decompressed: " + cause.getMessage(), cause);
            case MalformedInputException _ -> corrupt("it cannot be decompressed: " + cause.getMessage(), cause);
            case RuntimeException bug -> bug;
            default -> storage.readFailed(location, cause);
        };
    }

    private TrinoException corrupt(String what, Exception cause) {
        return new TrinoException(
                LakeErrorCode.LAKE_FILE_CORRUPT,
                "Cannot read %s as CSV: %s".formatted(location, what),
                cause);
    }

    @Override
    public long getCompletedBytes() {
        return metered.bytes();
    }

    @Override
    public OptionalLong getCompletedPositions() {
        return OptionalLong.of(positions);
    }

    @Override
    public long getReadTimeNanos() {
        return metered.nanos();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getMemoryUsage() {
        return builder.getRetainedSizeInBytes();
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            metered.close();
        } catch (IOException e) {
            // All that was wanted has been read
        }
    }
}
