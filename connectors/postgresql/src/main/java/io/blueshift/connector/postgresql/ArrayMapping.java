package io.blueshift.connector.postgresql;

/** What arrays are here. PostgreSQL does not enforce the number of dimensions that a column declares. */
public enum ArrayMapping {
    /** ARRAY, nested as often as the column declares dimensions; a value with another number of them is an error. */
    AS_ARRAY,
    /** VARCHAR, as the server writes them, whatever their dimensions. */
    AS_TEXT
}
