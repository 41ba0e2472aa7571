package io.blueshift.server.protocol;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.TimeoutHandler;
import jakarta.ws.rs.core.Response;

import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The answer of a resource that was called by the server itself. Who waits for it may give up: the resource keeps the
 * answer for whoever asks again, as it does for a client whose connection broke.
 */
final class AwaitedAnswer implements AsyncResponse {
    private final CompletableFuture<Object> answer = new CompletableFuture<>();

    /** Empty where there is none in time, or an error: asking again would give it again. */
    Optional<Response> await(long nanos) {
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS) instanceof Response response
                    ? Optional.of(response)
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean resume(Object response) {
        return answer.complete(response);
    }

    @Override
    public boolean resume(Throwable failure) {
        return answer.completeExceptionally(failure);
    }

    @Override
    public boolean cancel() {
        return answer.cancel(false);
    }

    @Override
    public boolean cancel(int retryAfter) {
        return cancel();
    }

    @Override
    public boolean cancel(Date retryAfter) {
        return cancel();
    }

    @Override
    public boolean isSuspended() {
        return !answer.isDone();
    }

    @Override
    public boolean isCancelled() {
        return answer.isCancelled();
    }

    @Override
    public boolean isDone() {
        return answer.isDone();
    }

    /** Who waits knows how long. */
    @Override
    public boolean setTimeout(long time, TimeUnit unit) {
        return false;
    }

    @Override
    public void setTimeoutHandler(TimeoutHandler handler) {
        // There is no timeout to handle
    }

    @Override
    public Collection<Class<?>> register(Class<?> callback) {
        return List.of();
    }

    @Override
    public Map<Class<?>, Collection<Class<?>>> register(Class<?> callback, Class<?>... callbacks) {
        return Map.of();
    }

    @Override
    public Collection<Class<?>> register(Object callback) {
        return List.of();
    }

    @Override
    public Map<Class<?>, Collection<Class<?>>> register(Object callback, Object... callbacks) {
        return Map.of();
    }
}
