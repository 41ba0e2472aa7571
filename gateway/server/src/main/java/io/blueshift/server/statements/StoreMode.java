package io.blueshift.server.statements;

/** What a statement that brings a secret's value asks for. */
enum StoreMode {
    /** There must be none of the name. */
    CREATE,
    /** If there is one of the name, nothing is to be done. */
    CREATE_IF_NOT_EXISTS,
    /** Whether there is one or not. */
    REPLACE,
    /** There must be one. */
    ALTER
}
