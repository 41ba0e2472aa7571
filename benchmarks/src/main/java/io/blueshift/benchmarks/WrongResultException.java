package io.blueshift.benchmarks;

/** A measured query gave a wrong answer, so its time means nothing. */
public final class WrongResultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongResultException(String what, Object expected, Object actual) {
        super("%s: expected %s, got %s".formatted(what, expected, actual));
    }
}
