package io.blueshift.embedded;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.responses.ErrorResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** HTTP and JSON around the catalog's routes: authorisation, bodies, and exceptions as the status codes that clients expect. */
final class IcebergRestHandler implements HttpHandler {
    private static final int NO_BODY = -1;

    private final ObjectMapper json = mapper();
    private final IcebergRestRoutes routes;
    private final Optional<String> token;

    IcebergRestHandler(IcebergRestRoutes routes, Optional<String> token) {
        this.routes = routes;
        this.token = token;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = readBody(exchange);
            try {
                authorise(exchange);
                Optional<Object> answer = routes.answer(exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(), new Body(body));
                send(exchange, answer.isPresent() ? 200 : 204, answer);
            } catch (RuntimeException e) {
                send(exchange, status(e), Optional.of(error(e)));
            }
        }
    }

    /** A request's body, parsed when a route asks for it. */
    final class Body {
        private final byte[] bytes;

        private Body(byte[] bytes) {
            this.bytes = bytes;
        }

        <T> T as(Class<T> type) {
            try {
                return json.readValue(bytes, type);
            } catch (IOException e) {
                throw new BadRequestException(e, "Cannot read the request as %s: %s", type.getSimpleName(),
                        e.getMessage());
            }
        }
    }

    private void authorise(HttpExchange exchange) {
        if (token.isPresent()
                && !("Bearer " + token.get()).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw new NotAuthorizedException("Not authorized: missing or wrong token");
        }
    }

    private static byte[] readBody(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return in.readAllBytes();
        }
    }

    private void send(HttpExchange exchange, int status, Optional<Object> body) throws IOException {
        if (body.isEmpty() || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        byte[] bytes = json.writeValueAsBytes(body.get());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static ErrorResponse error(RuntimeException e) {
        return ErrorResponse.builder().responseCode(status(e)).withType(e.getClass().getSimpleName())
                .withMessage(String.valueOf(e.getMessage())).build();
    }

    private static int status(RuntimeException e) {
        return switch (e) {
            case NoSuchNamespaceException _,NoSuchTableException _ -> 404;
            case NamespaceNotEmptyException _,AlreadyExistsException _,CommitFailedException _ -> 409;
            case NotAuthorizedException _ -> 401;
            case BadRequestException _,ValidationException _,IllegalArgumentException _ -> 400;
            case UnsupportedOperationException _ -> 406;
            default -> 500;
        };
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
        mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        mapper.setPropertyNamingStrategy(new PropertyNamingStrategies.KebabCaseStrategy());
        RESTSerializers.registerAll(mapper);
        return mapper;
    }
}
