package io.blueshift.pushdown;

/**
 * What a source can be told to compute of a row's values: by meaning, not by name. Where sources differ the engine's
 * meaning is given; a {@link Dialect} spells it.
 */
public enum RemoteFunction {
    ADD, SUBTRACT, MULTIPLY,
    /** Of 64-bit integers, towards zero; the divisor is not 0. */
    DIVIDE,
    /** With the sign of the dividend; the divisor is not 0. */
    MODULO,
    NEGATE, ABS, SIGN,
    /** To an integer, halves away from zero. */
    ROUND,
    /** To the given number of digits behind the point, which may be negative, halves away from zero. */
    ROUND_TO, FLOOR, CEILING,
    /** To an integer, towards zero. */
    TRUNCATE, COALESCE, NULL_IF,
    /** Of two values that are not NULL. */
    GREATEST,
    /** Of two values that are not NULL. */
    LEAST,
    /** Text as it has to be for all functions of text: in Unicode, compared by code points, without padding. */
    PLAIN_TEXT, CHARACTER_LENGTH, OCTET_LENGTH,
    /** Of ASCII letters, at least. */
    LOWER,
    /** Of ASCII letters, at least. */
    UPPER,
    /** From a place that is at least 1, and maybe a length that is not negative. */
    SUBSTRING, CONCAT,
    /** All occurrences of a text that is not empty. */
    REPLACE,
    /** The place, from 1, of the second text in the first; 0 if it is nowhere. */
    POSITION, STARTS_WITH, REVERSE,
    /** The second argument has the characters that are taken away. */
    TRIM, TRIM_START, TRIM_END,
    /** An integer in decimal digits. */
    INTEGER_TO_TEXT,
    /** With a year 0 before 1. */
    YEAR, QUARTER, MONTH, DAY, HOUR, MINUTE,
    /** Without its fraction. */
    SECOND,
    /** 1 is Monday. */
    DAY_OF_WEEK, DAY_OF_YEAR,
    /** Of ISO 8601. */
    WEEK,
    /** The date of a timestamp, of one with a zone in UTC. */
    DATE_OF_TIMESTAMP,
    /** Dates of one kind are one: the first of them. */
    START_OF_YEAR, START_OF_MONTH, START_OF_WEEK,
    /** The same for timestamps. */
    TIMESTAMP_START_OF_YEAR, TIMESTAMP_START_OF_MONTH, TIMESTAMP_START_OF_WEEK, TIMESTAMP_START_OF_DAY,
    /** From the first date to the second. */
    DAYS_BETWEEN,
    /** A date so many days later. */
    PLUS_DAYS,
    /** A date so many months later, or the last day of that month. */
    PLUS_MONTHS,
    /** Whether a constant is an element of an array: NULL if it is not, and one element is. */
    ELEMENT_OF,
    /** The same as far as an index knows: true where the constant is an element, of elements' type. The array first. */
    ARRAY_INCLUDES, CARDINALITY,
    /** Whether there is a text or a truth value in a document, below the given keys, of objects in objects. */
    JSON_IS_TEXT,
    /** Whether there is something else than a text, a truth value, a null, an object or an array. */
    JSON_IS_OTHER,
    /** The text or truth value that is there. */
    JSON_TEXT
}
