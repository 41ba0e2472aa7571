package io.blueshift.pushdown;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a remote query reads from. Closed, so that whoever adds joins or aggregates is led to every switch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
@JsonSubTypes(@JsonSubTypes.Type(value = RemoteTable.class, name = "table"))
public sealed interface RemoteRelation permits RemoteTable {}
