package io.blueshift.server.planning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SQL behaviour written as data. A file is a list of cases, parted by empty lines; a line that begins with {@code #} is a
 * comment. A case is a header, the SQL, and after a line {@code ----} what is expected:
 * <pre>
 * statement            runs; nothing is expected
 * query                expected rows, values parted by " | ", NULL for NULL; "query unordered" sorts both sides
 * error REGEX          fails with a message that contains a match
 * plan                 pieces that EXPLAIN must show, each on a line; with "!" in front: must not show
 * </pre>
 * A header may end with {@code @trino}: the case is known to stay with Trino's operators.
 */
record SqlFile(String name, List<Case> cases) {
    static SqlFile read(Path path) throws IOException {
        List<Case> cases = new ArrayList<>();
        List<String> block = new ArrayList<>();
        int line = 0;
        for (String text : Files.readAllLines(path)) {
            line++;
            if (text.startsWith("#")) {
                continue;
            }
            if (!text.isBlank()) {
                block.add(text);
            } else if (!block.isEmpty()) {
                cases.add(Case.parse(block, line - block.size()));
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            cases.add(Case.parse(block, line - block.size() + 1));
        }
        return new SqlFile(path.getFileName().toString(), List.copyOf(cases));
    }

    /** The same cases over tables of other catalogs. What EXPLAIN shows is left out: it names them. */
    SqlFile over(Map<String, String> catalogs) {
        return new SqlFile(name, cases.stream().filter(test -> test.kind != Kind.PLAN)
                .map(test -> test.withSql(over(catalogs, test.sql))).toList());
    }

    private static String over(Map<String, String> catalogs, String sql) {
        String changed = sql;
        for (Map.Entry<String, String> catalog : catalogs.entrySet()) {
            changed = changed.replaceAll("\\b" + catalog.getKey() + "\\.", catalog.getValue() + ".");
        }
        return changed;
    }

    enum Kind {
        STATEMENT, QUERY, ERROR, PLAN
    }

    record Case(Kind kind, int line, boolean unordered, boolean staysWithTrino, Optional<String> pattern, String sql,
            List<String> expected) {
        private Case withSql(String changed) {
            return new Case(kind, line, unordered, staysWithTrino, pattern, changed, expected);
        }

        private static Case parse(List<String> block, int line) {
            String header = block.getFirst();
            boolean trino = header.endsWith("@trino");
            String words = trino ? header.substring(0, header.length() - "@trino".length()).strip() : header.strip();
            Kind kind = Kind.valueOf(words.split(" ")[0].toUpperCase(java.util.Locale.ENGLISH));
            int separator = block.indexOf("----");
            int sqlEnd = separator < 0 ? block.size() : separator;
            return new Case(kind, line, words.equals("query unordered"), trino,
                    kind == Kind.ERROR ? Optional.of(words.substring("error ".length())) : Optional.empty(),
                    String.join("\n", block.subList(1, sqlEnd)),
                    separator < 0 ? List.of() : List.copyOf(block.subList(separator + 1, block.size())));
        }
    }
}
