package io.blueshift.connector.postgresql;

import io.blueshift.pushdown.FunctionText;
import io.blueshift.pushdown.RemoteFunction;

import java.util.List;

import static io.blueshift.pushdown.FunctionText.call;

/** How PostgreSQL spells functions. Arguments are written once, in their order: they may hold parameters. */
final class PostgreSqlFunctions {
    private PostgreSqlFunctions() {}

    static String text(RemoteFunction function, List<String> arguments) {
        String first = arguments.getFirst();
        return switch (function) {
            case PLAIN_TEXT -> "(" + first + " COLLATE \"C\")";
            case INTEGER_TO_TEXT -> "(CAST(" + first + " AS text) COLLATE \"C\")";
            case TRUNCATE -> call("trunc", arguments);
            case POSITION -> call("strpos", arguments);
            case STARTS_WITH -> call("starts_with", arguments);
            case TRIM -> call("btrim", arguments);
            case TRIM_START -> call("ltrim", arguments);
            case TRIM_END -> call("rtrim", arguments);
            case YEAR -> part("year", first);
            case QUARTER -> part("quarter", first);
            case MONTH -> part("month", first);
            case DAY -> part("day", first);
            case HOUR -> part("hour", first);
            case MINUTE -> part("minute", first);
            case SECOND -> "CAST(trunc(extract(second FROM " + first + ")) AS bigint)";
            case DAY_OF_WEEK -> part("isodow", first);
            case DAY_OF_YEAR -> part("doy", first);
            case WEEK -> part("week", first);
            case DATE_OF_TIMESTAMP -> "CAST(" + first + " AS date)";
            case START_OF_YEAR -> dateStart("year", first);
            case START_OF_MONTH -> dateStart("month", first);
            case START_OF_WEEK -> dateStart("week", first);
            case TIMESTAMP_START_OF_YEAR -> start("year", first);
            case TIMESTAMP_START_OF_MONTH -> start("month", first);
            case TIMESTAMP_START_OF_WEEK -> start("week", first);
            case TIMESTAMP_START_OF_DAY -> start("day", first);
            case DAYS_BETWEEN -> "CAST(- (" + first + " - " + arguments.get(1) + ") AS bigint)";
            case PLUS_DAYS -> "(" + first + " + " + arguments.get(1) + ")";
            case PLUS_MONTHS -> "CAST(" + first + " + make_interval(months => " + arguments.get(1) + ") AS date)";
            case ELEMENT_OF -> "(" + first + " = ANY (" + arguments.get(1) + "))";
            case ARRAY_INCLUDES -> "(" + first + " @> ARRAY[" + arguments.get(1) + "])";
            case CARDINALITY -> call("cardinality", arguments);
            case JSON_IS_TEXT -> "(" + kind(arguments) + " IN ('string', 'boolean'))";
            case JSON_IS_OTHER -> "(" + kind(arguments) + " = 'number')";
            case JSON_TEXT -> call("jsonb_extract_path_text", arguments);
            default -> FunctionText.standard(function, arguments);
        };
    }

    private static String kind(List<String> documentAndKeys) {
        return "jsonb_typeof(" + call("jsonb_extract_path", documentAndKeys) + ")";
    }

    private static String part(String name, String value) {
        return "CAST(extract(" + name + " FROM " + value + ") AS bigint)";
    }

    private static String start(String unit, String value) {
        return "date_trunc('" + unit + "', " + value + ")";
    }

    private static String dateStart(String unit, String value) {
        return "CAST(" + start(unit, "CAST(" + value + " AS timestamp)") + " AS date)";
    }
}
