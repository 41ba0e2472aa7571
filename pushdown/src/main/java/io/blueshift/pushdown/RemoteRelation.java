package io.blueshift.pushdown;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a remote query reads from. Closed, so that whoever adds joins is led to every switch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes({@JsonSubTypes.Type(value = RemoteTable.class, name = "table"),
        @JsonSubTypes.Type(value = RemoteAggregation.class, name = "aggregation")})
public sealed interface RemoteRelation permits RemoteTable, RemoteAggregation {
    /** The table at the bottom. */
    RemoteTable table();
}
