package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.SourceErrorCode;
import io.trino.spi.TrinoException;

/** What the server sent is not what the statement asks for; the message says what was seen and what was expected. */
class MalformedCopyException extends TrinoException {
    private static final long serialVersionUID = 1;

    MalformedCopyException(String message) {
        super(SourceErrorCode.SOURCE_QUERY_FAILED, "PostgreSQL's answer to COPY cannot be read: " + message);
    }

    static void checkLength(int length, int expected) {
        if (length != expected) {
            throw new MalformedCopyException("a value of " + length + " bytes where " + expected + " were expected");
        }
    }
}
