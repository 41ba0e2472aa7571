package io.blueshift.embedded;

/** Says that an embedded server could not be unpacked, started or stopped: what failed, and where its log is with the last lines. */
public final class EmbeddedServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
