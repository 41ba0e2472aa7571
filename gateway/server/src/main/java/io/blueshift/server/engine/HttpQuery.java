package io.blueshift.server.engine;

import io.airlift.json.JsonCodec;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import static io.airlift.json.JsonCodec.jsonCodec;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Runs a statement as a client would, over Trino's protocol: the only proof that clients can. */
public final class HttpQuery {
    private static final JsonCodec<Answer> ANSWER = jsonCodec(Answer.class);
    private static final int TIMEOUT_MILLIS = 30_000;

    private HttpQuery() {}

    /** The part of Trino's answer that is needed to follow a query to its end. */
    public record Answer(String nextUri, Map<String, Object> error) {}

    /**
     * Returns when the statement has finished.
     *
     * @param server address of the server, without path
     * @throws IOException where the server does not answer, the query fails, or it takes longer than {@code timeout}
     */
    public static void run(URI server, String sql, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Answer answer = request(server.resolve("/v1/statement"), sql);
        while (answer.nextUri() != null) {
            if (System.nanoTime() > deadline) {
                throw new IOException("'%s' did not finish within %s".formatted(sql, timeout));
            }
            answer = request(URI.create(answer.nextUri()), null);
        }
        if (answer.error() != null) {
            throw new IOException("'%s' failed: %s".formatted(sql, answer.error().get("message")));
        }
    }

    private static Answer request(URI uri, String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("X-Trino-User", "blueshift");
        connection.setRequestProperty("X-Trino-Source", "blueshift-start");
        if (body != null) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(UTF_8));
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("%s answered %s".formatted(uri, connection.getResponseCode()));
        }
        try (InputStream content = connection.getInputStream()) {
            return answer(content);
        }
    }

    /** What the body of one of Trino's answers tells. */
    public static Answer answer(InputStream content) throws IOException {
        return ANSWER.fromJson(content.readAllBytes());
    }
}
