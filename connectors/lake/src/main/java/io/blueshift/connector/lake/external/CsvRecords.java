package io.blueshift.connector.lake.external;

import io.airlift.slice.Slices;
import io.blueshift.connector.lake.table.CsvDialect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Cuts a stream of UTF-8 bytes into CSV records, following RFC 4180: fields may be quoted, quoted ones may hold separators,
 * line ends and doubled quotes; records end with LF, CR LF or CR. A quote inside an unquoted field is a character like any
 * other; text after a closing quote is an error, as is a quote that nothing closes. Lines that are empty altogether are
 * passed over unless the table has one column. A byte order mark at the start is passed over. For one thread; keeps one
 * buffer and the current record.
 */
final class CsvRecords {
    /** A record beyond this is a quote that was never closed, not data. */
    private static final int RECORD_BYTES_MAX = 64 << 20;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int NONE = -1;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** A stream that is no CSV of this dialect; says where. */
    static final class MalformedCsvException extends IOException {
        MalformedCsvException(String message) {
            super(message);
        }
    }

    private final InputStream input;
    private final boolean passOverEmptyLines;
    private final int separator;
    private final int quote;
    private final int escape;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long line = 1;

    private byte[] record = new byte[256];
    private int recordLength;
    private final List<CsvField> fields = new ArrayList<>();
    private long recordLine;

    CsvRecords(InputStream input, CsvDialect dialect, boolean passOverEmptyLines) throws IOException {
        this.input = requireNonNull(input, "input is null");
        this.passOverEmptyLines = passOverEmptyLines;
        separator = dialect.separator();
        quote = dialect.quote().map(Character::charValue).map(Integer::valueOf).orElse(NONE);
        escape = dialect.escape().map(Character::charValue).map(Integer::valueOf).orElse(NONE);
        fill();
        refuseOtherFormats();
        if (limit >= 3 && Arrays.equals(buffer, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            position = 3;
        }
        for (int i = 0; i < dialect.skipHeaderLines(); i++) {
            skipLine();
        }
    }

    /** The line, counted from one, in which the current record begins. */
    long line() {
        return recordLine;
    }

    /** The next record, valid until the next call; null at the end. */
    List<CsvField> next() throws IOException {
        do {
            if (peek() == NONE) {
                return null;
            }
            readRecord();
        } while (passOverEmptyLines && fields.size() == 1 && recordLength == 0 && !fields.getFirst().quoted());
        return fields;
    }

    private void refuseOtherFormats() throws MalformedCsvException {
        int magic = limit < 4 ? 0 : ByteBuffer.wrap(buffer).getInt();
        String other = switch (magic) {
            case 0x50415231 -> "a Parquet file";
            case 0x28B52FFD -> "a zstd file whose name does not end in .zst";
            default -> switch (magic >>> 16) {
                case 0x1F8B -> "a gzip file whose name does not end in .gz";
                case 0xFFFE, 0xFEFF -> "in UTF-16; UTF-8 is needed";
                default -> "";
            };
        };
        if (!other.isEmpty()) {
            throw new MalformedCsvException("it is " + other);
        }
    }

    private void readRecord() throws IOException {
        fields.clear();
        recordLength = 0;
        recordLine = line;
        int ends;
        do {
            int start = recordLength;
            boolean quoted = quote != NONE && peek() == quote;
            ends = quoted ? readQuoted() : readPlain();
            fields.add(new CsvField(Slices.wrappedBuffer(record, start, recordLength - start), quoted));
        } while (ends == separator);
    }

    /** Reads up to the separator or line end that follows, and returns it; any line end as LF. */
    private int readPlain() throws IOException {
        while (true) {
            int next = read();
            if (next == separator) {
                return next;
            }
            if (next == NONE || next == '\n' || next == '\r') {
                return endOfLine(next);
            }
            append(next);
        }
    }

    private int readQuoted() throws IOException {
        read();
        while (true) {
            int next = read();
            if (next == NONE) {
                throw malformed("a quote that is never closed");
            }
            if (next == escape && escape != NONE) {
                int escaped = read();
                if (escaped == NONE) {
                    throw malformed("an escape character at the end of the file");
                }
                countLine(escaped);
                append(escaped);
            } else if (next != quote) {
                countLine(next);
                append(next);
            } else if (escape == NONE && peek() == quote) {
                append(read());
            } else {
                return afterQuote();
            }
        }
    }

    private int afterQuote() throws IOException {
        int next = read();
        if (next == separator) {
            return next;
        }
        if (next == NONE || next == '\n' || next == '\r') {
            return endOfLine(next);
        }
        throw malformed("text after a closing quote (field %s)".formatted(fields.size() + 1));
    }

    private int endOfLine(int end) throws IOException {
        if (end == '\r' && peek() == '\n') {
            read();
        }
        line++;
        return '\n';
    }

    private void countLine(int next) throws IOException {
        if (next == '\n' || next == '\r' && peek() != '\n') {
            line++;
        }
    }

    private void skipLine() throws IOException {
        int next = read();
        while (next != NONE && next != '\n' && next != '\r') {
            next = read();
        }
        endOfLine(next);
    }

    private void append(int value) throws IOException {
        if (recordLength == record.length) {
            if (recordLength >= RECORD_BYTES_MAX) {
                throw malformed(
                        "a record of more than %s MB: a quote that is never closed?".formatted(RECORD_BYTES_MAX >> 20));
            }
            grow();
        }
        record[recordLength++] = (byte) value;
    }

    /** Fields already cut keep the old array; their bytes do not change any more. */
    private void grow() {
        record = Arrays.copyOf(record, record.length * 2);
    }

    private int peek() throws IOException {
        if (position == limit && !fill()) {
            return NONE;
        }
        return buffer[position] & 0xFF;
    }

    private int read() throws IOException {
        if (position == limit && !fill()) {
            return NONE;
        }
        return buffer[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = 0;
        // Whole first bytes, so that a byte order mark is not cut
        while (limit < 3) {
            int count = input.read(buffer, limit, buffer.length - limit);
            if (count < 0) {
                break;
            }
            limit += count;
        }
        return limit > 0;
    }

    private MalformedCsvException malformed(String what) {
        return new MalformedCsvException("the record that begins in line %s has %s".formatted(recordLine, what));
    }
}
