package io.blueshift.connector.lake.parquet;

import io.trino.parquet.Column;
import io.trino.parquet.Field;
import io.trino.parquet.ParquetTypeUtils;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Type;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.schema.MessageType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scan laid over one file's schema.
 *
 * @param schema
 *            the file's columns that are read or compared
 * @param descriptors
 *            their leaves by path
 * @param fields
 *            the columns read, as the reader wants them
 * @param channels
 *            where each channel of the result comes from, the row position last if asked for
 * @param predicate
 *            what statistics can answer; NONE if a column that the file does not have may not be NULL
 */
record ParquetProjection(MessageType schema, Map<List<String>, ColumnDescriptor> descriptors, List<Column> fields,
        List<ColumnChannel> channels, TupleDomain<ColumnDescriptor> predicate) {

    static ParquetProjection of(ParquetScan scan, MessageType file) {
        MessageType schema = selected(scan, file);
        Map<List<String>, ColumnDescriptor> descriptors = ParquetTypeUtils.getDescriptors(file, schema);
        MessageColumnIO columnIO = ParquetTypeUtils.getColumnIO(file, schema);
        List<Column> fields = new ArrayList<>();
        List<ColumnChannel> channels = new ArrayList<>();
        for (ParquetColumn column : scan.columns()) {
            channels.add(channel(column, schema, columnIO, fields));
        }
        if (scan.rowPosition()) {
            channels.add(new ColumnChannel.Stored(fields.size()));
        }
        return new ParquetProjection(schema, descriptors, fields, channels, predicate(scan, schema, descriptors));
    }

    private static MessageType selected(ParquetScan scan, MessageType file) {
        Map<String, org.apache.parquet.schema.Type> types = new LinkedHashMap<>();
        for (ParquetColumn column : scan.columns()) {
            ParquetFields.find(file, column).ifPresent(type -> types.put(type.getName(), type));
        }
        for (ParquetColumn column : scan.predicate().getDomains().orElseThrow().keySet()) {
            ParquetFields.find(file, column).ifPresent(type -> types.put(type.getName(), type));
        }
        return new MessageType(file.getName(), List.copyOf(types.values()));
    }

    private static ColumnChannel channel(
            ParquetColumn column,
            MessageType schema,
            MessageColumnIO columnIO,
            List<Column> fields) {
        Optional<org.apache.parquet.schema.Type> found = ParquetFields.find(schema, column);
        Optional<ValueAdapter> adapter = found.filter(org.apache.parquet.schema.Type::isPrimitive)
                .flatMap(type -> ValueAdapter.of(column.name(), column.type(), type.asPrimitiveType()));
        Type readAs = adapter.map(ValueAdapter::readAs).orElse(column.type());
        Optional<Field> field = found
                .flatMap(type -> ParquetFields.field(column, readAs, columnIO.getChild(type.getName())));
        if (field.isEmpty()) {
            return new ColumnChannel.Missing(column.type().createNullBlock());
        }
        int channel = fields.size();
        fields.add(new Column(column.name(), field.get()));
        return adapter.<ColumnChannel>map(value -> new ColumnChannel.Adapted(channel, value))
                .orElseGet(() -> new ColumnChannel.Stored(channel));
    }

    private static TupleDomain<ColumnDescriptor> predicate(
            ParquetScan scan,
            MessageType schema,
            Map<List<String>, ColumnDescriptor> descriptors) {
        Map<ColumnDescriptor, Domain> domains = new HashMap<>();
        for (Map.Entry<ParquetColumn, Domain> entry : scan.predicate().getDomains().orElseThrow().entrySet()) {
            Optional<org.apache.parquet.schema.Type> found = ParquetFields.find(schema, entry.getKey());
            if (found.isEmpty()) {
                if (!entry.getValue().isNullAllowed()) {
                    return TupleDomain.none();
                }
                continue;
            }
            ColumnDescriptor descriptor = descriptors.get(List.of(found.get().getName()));
            // Padded text is stored with or without its padding: its statistics say nothing
            if (descriptor != null && !(entry.getKey().type() instanceof CharType)) {
                domains.put(descriptor, entry.getValue());
            }
        }
        return ParquetPruning.comparable(domains);
    }

    boolean comparesOnlyWhatItReads() {
        List<String> read = fields.stream().map(Column::field).filter(io.trino.parquet.PrimitiveField.class::isInstance)
                .map(field -> ((io.trino.parquet.PrimitiveField) field).getDescriptor().getPath()[0]).toList();
        return predicate.getDomains().orElse(Map.of()).keySet().stream()
                .allMatch(column -> read.contains(column.getPath()[0]));
    }
}
