package io.blueshift.connector.mysql;

import io.blueshift.pushdown.FunctionText;
import io.blueshift.pushdown.RemoteFunction;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.Locale;

import static io.blueshift.pushdown.FunctionText.call;

/** How MySQL spells functions, and which it has. Arguments are written once, in their order: they may hold parameters. */
final class MySqlFunctions {
    /** A text beyond the size of a packet becomes NULL, and no packet is smaller than a megabyte. */
    private static final int MADE_CHARACTERS_MAX = 1 << 16;

    private MySqlFunctions() {}

    /** @param types of the arguments and, last, of the result */
    static boolean computes(RemoteFunction function, List<Type> types) {
        return switch (function) {
            // It takes away one text, not any of some characters
            case TRIM, TRIM_START, TRIM_END -> false;
            case START_OF_WEEK, TIMESTAMP_START_OF_WEEK -> false;
            case ELEMENT_OF, ARRAY_INCLUDES, CARDINALITY -> false;
            case CONCAT, REPLACE -> types.stream().limit(types.size() - 1L).mapToLong(MySqlFunctions::length).sum()
                    + (function == RemoteFunction.REPLACE ? length(types.getLast()) : 0) <= MADE_CHARACTERS_MAX;
            // A TIME is a duration there
            default -> types.stream().noneMatch(TimeType.class::isInstance);
        };
    }

    private static long length(Type type) {
        return type instanceof VarcharType text ? text.getLength().orElse(Integer.MAX_VALUE) : 0;
    }

    /** @param plainCollation that compares code points, without padding */
    static String text(RemoteFunction function, List<String> arguments, String plainCollation) {
        String first = arguments.getFirst();
        return switch (function) {
            case PLAIN_TEXT -> "(CONVERT(" + first + " USING utf8mb4) COLLATE " + plainCollation + ")";
            // The sum is a plain number, where a YEAR and a column with ZEROFILL are written with zeros before them
            case INTEGER_TO_TEXT ->
                "(CAST((" + first + " + 0) AS CHAR CHARACTER SET utf8mb4) COLLATE " + plainCollation + ")";
            case DIVIDE -> "(" + first + " DIV " + arguments.get(1) + ")";
            case CONCAT -> call("concat", arguments);
            case TRUNCATE -> "truncate(" + first + ", 0)";
            case POSITION -> call("instr", arguments);
            case STARTS_WITH -> "(" + call("instr", arguments) + " = 1)";
            case YEAR, QUARTER, MONTH, DAY, HOUR, MINUTE, SECOND ->
                call(function.name().toLowerCase(Locale.ENGLISH), arguments);
            case DAY_OF_WEEK -> "(weekday(" + first + ") + 1)";
            case DAY_OF_YEAR -> "dayofyear(" + first + ")";
            case WEEK -> "week(" + first + ", 3)";
            case DATE_OF_TIMESTAMP -> "date(" + first + ")";
            case START_OF_YEAR -> start(first, "%Y-01-01", "DATE");
            case START_OF_MONTH -> start(first, "%Y-%m-01", "DATE");
            case TIMESTAMP_START_OF_YEAR -> start(first, "%Y-01-01", "DATETIME(6)");
            case TIMESTAMP_START_OF_MONTH -> start(first, "%Y-%m-01", "DATETIME(6)");
            case TIMESTAMP_START_OF_DAY -> start(first, "%Y-%m-%d", "DATETIME(6)");
            case DAYS_BETWEEN -> "(- datediff(" + first + ", " + arguments.get(1) + "))";
            case PLUS_DAYS -> "date_add(" + first + ", INTERVAL " + arguments.get(1) + " DAY)";
            case PLUS_MONTHS -> "date_add(" + first + ", INTERVAL " + arguments.get(1) + " MONTH)";
            case JSON_IS_TEXT -> "(" + kind(arguments) + " IN ('STRING', 'BOOLEAN'))";
            case JSON_IS_OTHER ->
                "(" + kind(arguments) + " NOT IN ('STRING', 'BOOLEAN', 'NULL', 'OBJECT', 'ARRAY'))";
            case JSON_TEXT -> "json_unquote(" + extracted(arguments) + ")";
            default -> FunctionText.standard(function, arguments);
        };
    }

    private static String kind(List<String> documentAndKeys) {
        return "json_type(" + extracted(documentAndKeys) + ")";
    }

    /** The keys have no characters that would end them. */
    private static String extracted(List<String> documentAndKeys) {
        return "json_extract(" + documentAndKeys.getFirst() + ", concat('$.\"', "
                + String.join(", '\".\"', ", documentAndKeys.subList(1, documentAndKeys.size())) + ", '\"'))";
    }

    private static String start(String value, String format, String type) {
        return "CAST(date_format(" + value + ", '" + format + "') AS " + type + ")";
    }
}
