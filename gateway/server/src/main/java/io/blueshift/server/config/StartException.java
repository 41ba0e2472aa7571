package io.blueshift.server.config;

/**
 * The server cannot start for a reason that its operator can remove: a wrong setting, a port in use, a locked data
 * directory. The message is complete and made for the terminal; a stack trace would add nothing.
 */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
