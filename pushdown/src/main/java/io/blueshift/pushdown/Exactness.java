package io.blueshift.pushdown;

/**
 * How far a source's answer to a translated predicate may be trusted. Every translation carries one; a caller that
 * ignores it returns wrong rows.
 */
public enum Exactness {
    /** The source accepts precisely the rows that the engine would accept: the engine need not look again. */
    EXACT,

    /** The source accepts every row the engine would accept, and maybe more: push it, and filter again. */
    SUPERSET,

    /** The source cannot be asked: the predicate stays with the engine. */
    NONE
}
