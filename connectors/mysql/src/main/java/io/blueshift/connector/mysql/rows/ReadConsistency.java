package io.blueshift.connector.mysql.rows;

/** What the parts of a table that are read at once have in common. */
public enum ReadConsistency {
    /** One state of the table: it is locked against writing for the moment in which their transactions begin. */
    LOCK,
    /** Nothing: their transactions begin within milliseconds, and what is committed in between some see and some do not. */
    NONE
}
