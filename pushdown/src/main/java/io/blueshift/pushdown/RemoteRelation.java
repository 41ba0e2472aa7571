package io.blueshift.pushdown;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.stream.Stream;

/** What a remote query reads from. Closed, so that whoever adds another kind is led to every switch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({@JsonSubTypes.Type(value = RemoteTable.class, name = "table"),
        @JsonSubTypes.Type(value = RemoteAggregation.class, name = "aggregation"),
        @JsonSubTypes.Type(value = RemoteJoin.class, name = "join"),
        @JsonSubTypes.Type(value = RemoteText.class, name = "text")})
public sealed interface RemoteRelation permits RemoteTable, RemoteAggregation, RemoteJoin, RemoteText {
    /** The table at the bottom; of joined ones the first; of a text one that stands for it. */
    RemoteTable table();

    /** All tables at the bottom. */
    default Stream<RemoteTable> tables() {
        return Stream.of(table());
    }
}
