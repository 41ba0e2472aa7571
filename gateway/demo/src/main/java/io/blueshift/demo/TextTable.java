package io.blueshift.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Renders rows as aligned plain text, for terminals and files alike: a heading, a rule, one line per row. Columns in
 * which every cell looks like a number or a figure with a unit are set to the right. Cells longer than a line can bear
 * are cut, with an ellipsis in their last place.
 */
public final class TextTable {
    private static final int CELL_WIDTH_MAX = 48;
    private static final Pattern FIGURE = Pattern.compile("|-?[0-9][0-9.,]*( [a-zA-Z%]{1,3})?");

    private TextTable() {}

    /**
     * The table's lines, without line ends and without trailing blanks.
     *
     * @throws IllegalArgumentException if a row has not as many cells as there are headings
     */
    public static List<String> render(List<String> headings, List<List<String>> rows) {
        for (List<String> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException("%s cells under %s headings".formatted(row.size(), headings.size()));
            }
        }
        List<List<String>> cells = rows.stream().map(row -> row.stream().map(TextTable::fit).toList()).toList();
        int[] widths = IntStream.range(0, headings.size()).map(column -> width(headings, cells, column)).toArray();
        boolean[] figures = new boolean[headings.size()];
        for (int column = 0; column < figures.length; column++) {
            figures[column] = isFigures(cells, column);
        }
        List<String> lines = new ArrayList<>(rows.size() + 2);
        lines.add(line(headings, widths, figures));
        lines.add(String.join("  ", IntStream.of(widths).mapToObj("-"::repeat).toList()));
        cells.forEach(row -> lines.add(line(row, widths, figures)));
        return lines;
    }

    private static String fit(String cell) {
        String flat = cell.replace('\n', ' ').replace('\t', ' ');
        return flat.length() <= CELL_WIDTH_MAX ? flat : flat.substring(0, CELL_WIDTH_MAX - 1) + "…";
    }

    private static int width(List<String> headings, List<List<String>> rows, int column) {
        int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(widest, headings.get(column).length());
    }

    private static boolean isFigures(List<List<String>> rows, int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> FIGURE.matcher(row.get(column)).matches());
    }

    private static String line(List<String> cells, int[] widths, boolean[] figures) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - cells.get(column).length());
            line.append(column == 0 ? "" : "  ");
            line.append(figures[column] ? padding + cells.get(column) : cells.get(column) + padding);
        }
        return line.toString().stripTrailing();
    }
}
