package io.blueshift.connector.lake.external;

import io.blueshift.connector.lake.table.CsvDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records as lists of text; a quoted field is shown in angle brackets. */
class CsvRecordsTest {
    /** Gives a few bytes at a time, as networks do. */
    private static InputStream trickling(byte[] bytes, int atMost) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atMost));
            }
        };
    }

    private static List<List<String>> read(String text, CsvDialect dialect, boolean passOverEmptyLines)
            throws IOException {
        return read(trickling(text.getBytes(StandardCharsets.UTF_8), 3), dialect, passOverEmptyLines);
    }

    private static List<List<String>> read(InputStream input, CsvDialect dialect, boolean passOverEmptyLines)
            throws IOException {
        CsvRecords records = new CsvRecords(input, dialect, passOverEmptyLines);
        List<List<String>> result = new ArrayList<>();
        for (List<CsvField> fields = records.next(); fields != null; fields = records.next()) {
            result.add(
                    fields.stream()
                            .map(field -> field.quoted()
                                    ? "<" + field.text().toStringUtf8() + ">"
                                    : field.text().toStringUtf8())
                            .toList());
        }
        return result;
    }

    private static List<List<String>> read(String text) throws IOException {
        return read(text, CsvDialect.RFC_4180, true);
    }

    @Test
    void plainRecordsWithAnyLineEnd() throws IOException {
        List<List<String>> expected = List.of(List.of("a", "b"), List.of("c", "d"));
        assertThat(read("a,b\nc,d\n")).isEqualTo(expected);
        assertThat(read("a,b\r\nc,d\r\n")).isEqualTo(expected);
        assertThat(read("a,b\rc,d\r")).isEqualTo(expected);
        assertThat(read("a,b\nc,d")).isEqualTo(expected);
        assertThat(read("\uFEFFa,b\r\nc,d")).isEqualTo(expected);
        assertThat(read("a,b\n\n\r\nc,d\n\n")).isEqualTo(expected);
    }

    @Test
    void emptyFilesAndFields() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
        assertThat(read(",\n")).containsExactly(List.of("", ""));
        assertThat(read("a,")).containsExactly(List.of("a", ""));
        assertThat(read("\"\",\"\"\n")).containsExactly(List.of("<>", "<>"));
        assertThat(read("\n\"\"\n", CsvDialect.RFC_4180, false)).containsExactly(List.of(""), List.of("<>"));
    }

    @Test
    void quotedFields() throws IOException {
        assertThat(read("\"a,b\",\"say \"\"hi\"\"\",\"x\ny\r\nz\"\n1,2,3"))
                .containsExactly(List.of("<a,b>", "<say \"hi\">", "<x\ny\r\nz>"), List.of("1", "2", "3"));
        assertThat(read("5\" pipe,it's\n")).containsExactly(List.of("5\" pipe", "it's"));
        assertThat(read("\"grün\",\"日本\",\"😀\"")).containsExactly(List.of("<grün>", "<日本>", "<😀>"));
    }

    @Test
    void otherDialects() throws IOException {
        CsvDialect tabs = new CsvDialect('\t', Optional.empty(), Optional.empty(), 1, "\\N");
        assertThat(read("head\tline\n\"a\tb\"\n", tabs, true)).containsExactly(List.of("\"a", "b\""));
        CsvDialect escaped = new CsvDialect(';', Optional.of('\''), Optional.of('\\'), 0, "");
        assertThat(read("'it\\'s';'a\\\\b';c\\d\n", escaped, true))
                .containsExactly(List.of("<it's>", "<a\\b>", "c\\d"));
    }

    @Test
    void malformedRecordsNameTheirLine() {
        assertThatThrownBy(() -> read("a,b\n\"x\ny\",\"open\n")).hasMessageContaining("line 2")
                .hasMessageContaining("never closed");
        assertThatThrownBy(() -> read("a,b\n\"x\ny\",z\n\"a\"b,c\n")).hasMessageContaining("line 4")
                .hasMessageContaining("after a closing quote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAR1....", "\u001f"})
    void otherFormatsAreRecognised(String start) {
        byte[] bytes = start.startsWith("P")
                ? start.getBytes(StandardCharsets.US_ASCII)
                : new byte[]{0x1f, (byte) 0x8b, 8, 0, 0};
        assertThatThrownBy(() -> read(trickling(bytes, 100), CsvDialect.RFC_4180, true))
                .isInstanceOf(CsvRecords.MalformedCsvException.class)
                .hasMessageContaining(start.startsWith("P") ? "Parquet" : "gzip");
    }

    @Test
    void whateverIsWrittenIsReadBack() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<List<String>> rows = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (int row = 0; row < random.nextInt(1, 20); row++) {
                List<String> fields = new ArrayList<>();
                for (int field = 0; field < 3; field++) {
                    StringBuilder value = new StringBuilder();
                    for (int i = random.nextInt(6); i > 0; i--) {
                        value.append("ab,\"\n\r é😀".codePoints().skip(random.nextInt(9)).limit(1).collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append));
                    }
                    fields.add("<" + value + ">");
                    text.append(field == 0 ? "" : ",").append('"').append(value.toString().replace("\"", "\"\""))
                            .append('"');
                }
                rows.add(fields);
                text.append(random.nextBoolean() ? "\n" : "\r\n");
            }
            assertThat(
                    read(
                            trickling(text.toString().getBytes(StandardCharsets.UTF_8), random.nextInt(1, 50)),
                            CsvDialect.RFC_4180,
                            true))
                    .as("seed %s", seed).isEqualTo(rows);
        }
    }
}
