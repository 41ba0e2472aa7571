package io.blueshift.server.planning.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A line of {@code fuzz/expressions.txt} and its like: what an expression of a type may look like.
 *
 * @param result a type's name or a name for several
 * @param flag a letter whose meaning the file tells, empty if it has none
 * @param parts fixed text and, between two of them, a hole
 */
record Template(String result, boolean portable, String flag, List<String> parts, List<Hole> holes) {
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\+)?\\s*(?:([dfroav]) )?(\\S.*)");
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)([#!]?)}");

    /** What to fill in: a type's name or a name for several; a literal; something that sums stay exact with. */
    record Hole(String type, boolean literal, boolean exact) {}

    static List<Template> read(String resource) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream("/fuzz/" + resource)) {
            return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Template::parse).toList();
        }
    }

    private static Template parse(String line) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches()) {
            throw new IllegalArgumentException(line);
        }
        String text = fields.group(4);
        List<String> parts = new ArrayList<>();
        List<Hole> holes = new ArrayList<>();
        Matcher matcher = HOLE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(text.substring(end, matcher.start()));
            holes.add(new Hole(matcher.group(1), matcher.group(2).equals("#"), matcher.group(2).equals("!")));
            end = matcher.end();
        }
        parts.add(text.substring(end));
        return new Template(fields.group(1), fields.group(2) != null, fields.group(3) == null ? "" : fields.group(3),
                parts, holes);
    }

    boolean gives(SqlType type) {
        return switch (result) {
            case "*", "comparable" -> true;
            case "orderable" -> type.orderable();
            default -> result.equals(type.alias());
        };
    }

    /** The types that a hole of that name may have. */
    static List<SqlType> types(String name, boolean portable) {
        List<SqlType> all = Arrays.stream(SqlType.values()).filter(type -> !portable || type.portable()).toList();
        return switch (name) {
            case "any", "C" -> all;
            case "O" -> all.stream().filter(SqlType::orderable).toList();
            default -> all.stream().filter(type -> type.alias().equals(name)).toList();
        };
    }
}
