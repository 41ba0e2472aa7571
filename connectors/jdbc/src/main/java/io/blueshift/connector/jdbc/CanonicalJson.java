package io.blueshift.connector.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;

import static io.blueshift.connector.jdbc.SourceErrorCode.SOURCE_VALUE_NOT_REPRESENTABLE;

/**
 * JSON text as the engine's {@code json_parse} would leave it: no spaces, object keys sorted, numbers with all their
 * digits. The engine compares JSON values by this text.
 */
public final class CanonicalJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true)
            .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true).build();

    private CanonicalJson() {}

    public static Slice of(String text) {
        try {
            return Slices.wrappedBuffer(MAPPER.writeValueAsBytes(MAPPER.readValue(text, Object.class)));
        } catch (JsonProcessingException e) {
            throw new TrinoException(SOURCE_VALUE_NOT_REPRESENTABLE, "not valid JSON: " + e.getOriginalMessage(), e);
        }
    }
}
