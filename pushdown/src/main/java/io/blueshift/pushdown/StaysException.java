package io.blueshift.pushdown;

/** Ends the translation of a condition from anywhere within it: it stays with the engine, for the message's reason. */
final class StaysException extends RuntimeException {
    StaysException(String reason) {
        super(reason, null, false, false);
    }
}
