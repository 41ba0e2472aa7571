package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableList;
import com.google.inject.Inject;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.session.PropertyMetadata;

import java.util.List;

import static io.trino.spi.session.PropertyMetadata.booleanProperty;
import static io.trino.spi.session.PropertyMetadata.enumProperty;
import static io.trino.spi.session.PropertyMetadata.integerProperty;

/** What a session may change: each kind of pushdown can be switched off, to compare or to work around a source. */
public class JdbcSessionProperties {
    private static final String PREDICATE_PUSHDOWN = "predicate_pushdown";
    private static final String LIMIT_PUSHDOWN = "limit_pushdown";
    private static final String AGGREGATION_PUSHDOWN = "aggregation_pushdown";
    private static final String PROJECTION_PUSHDOWN = "projection_pushdown";
    private static final String AGGREGATION_PUSHDOWN_ROWS_PER_GROUP = "aggregation_pushdown_rows_per_group";
    private static final String TOPN_PUSHDOWN = "topn_pushdown";
    private static final String JOIN_PUSHDOWN = "join_pushdown";
    private static final String DOMAIN_COMPACTION_THRESHOLD = "domain_compaction_threshold";
    private static final String DYNAMIC_FILTER_VALUES_MAX = "dynamic_filter_values_max";
    private static final String WRITE_BATCH_SIZE = "write_batch_size";

    private final List<PropertyMetadata<?>> properties;

    @Inject
    public JdbcSessionProperties(JdbcConfig config, JdbcSource source) {
        List<PropertyMetadata<?>> shared = ImmutableList.of(
                booleanProperty(PREDICATE_PUSHDOWN, "Let the source filter", true, false),
                booleanProperty(LIMIT_PUSHDOWN, "Let the source apply LIMIT", true, false),
                booleanProperty(AGGREGATION_PUSHDOWN, "Let the source group and aggregate", true, false),
                integerProperty(AGGREGATION_PUSHDOWN_ROWS_PER_GROUP,
                        "Rows that a group of a large table has to stand for if the source is to group, 0 for any number",
                        source.rowsPerGroup(), value -> notNegative(AGGREGATION_PUSHDOWN_ROWS_PER_GROUP, value), false),
                booleanProperty(PROJECTION_PUSHDOWN, "Let the source compute values of rows", true, false),
                booleanProperty(TOPN_PUSHDOWN, "Let the source apply ORDER BY with LIMIT", true, false),
                enumProperty(JOIN_PUSHDOWN,
                        "Let the source join: if not more comes back than from both sides, always, or never",
                        JoinPushdownStrategy.class, JoinPushdownStrategy.AUTOMATIC, false),
                integerProperty(DOMAIN_COMPACTION_THRESHOLD, "Longest list of values sent to the source as such",
                        config.getDomainCompactionThreshold(), value -> positive(DOMAIN_COMPACTION_THRESHOLD, value),
                        false),
                integerProperty(DYNAMIC_FILTER_VALUES_MAX,
                        "Longest list of values found by a join that is sent to the source as such",
                        config.getDynamicFilterValuesMax(), value -> positive(DYNAMIC_FILTER_VALUES_MAX, value), false),
                integerProperty(WRITE_BATCH_SIZE, "Rows per batch of INSERT statements", config.getWriteBatchSize(),
                        value -> positive(WRITE_BATCH_SIZE, value), false));
        this.properties = ImmutableList.<PropertyMetadata<?>>builder().addAll(shared)
                .addAll(source.sessionProperties()).build();
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
    }

    private static void notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
    }

    public List<PropertyMetadata<?>> all() {
        return properties;
    }

    static boolean predicatePushdown(ConnectorSession session) {
        return session.getProperty(PREDICATE_PUSHDOWN, Boolean.class);
    }

    static boolean limitPushdown(ConnectorSession session) {
        return session.getProperty(LIMIT_PUSHDOWN, Boolean.class);
    }

    static boolean aggregationPushdown(ConnectorSession session) {
        return session.getProperty(AGGREGATION_PUSHDOWN, Boolean.class);
    }

    static int aggregationPushdownRowsPerGroup(ConnectorSession session) {
        return session.getProperty(AGGREGATION_PUSHDOWN_ROWS_PER_GROUP, Integer.class);
    }

    static boolean projectionPushdown(ConnectorSession session) {
        return session.getProperty(PROJECTION_PUSHDOWN, Boolean.class);
    }

    static boolean topNPushdown(ConnectorSession session) {
        return session.getProperty(TOPN_PUSHDOWN, Boolean.class);
    }

    static JoinPushdownStrategy joinPushdown(ConnectorSession session) {
        return session.getProperty(JOIN_PUSHDOWN, JoinPushdownStrategy.class);
    }

    static int domainCompactionThreshold(ConnectorSession session) {
        return session.getProperty(DOMAIN_COMPACTION_THRESHOLD, Integer.class);
    }

    static int dynamicFilterValuesMax(ConnectorSession session) {
        return session.getProperty(DYNAMIC_FILTER_VALUES_MAX, Integer.class);
    }

    static int writeBatchSize(ConnectorSession session) {
        return session.getProperty(WRITE_BATCH_SIZE, Integer.class);
    }
}
