package io.blueshift.connector.jdbc;

import io.airlift.log.Logger;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.TrinoException;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names staging tables, and removes those whose writer was killed before it could. A name holds the time of its creation;
 * a table that is older than any statement may last is nobody's. Whoever is wrong about that, because a statement lasted
 * longer still, loses the statement and no data: the target changes only at the end, from the staging table.
 *
 * <p>
 * One instance per catalog; safe for all threads.
 */
class StagingTables {
    private static final Logger LOG = Logger.get(StagingTables.class);
    private static final Pattern NAME = Pattern.compile("blueshift_staging_([0-9a-f]{8})_[0-9a-f]{16}");
    private static final Duration LOOK_EVERY = Duration.ofHours(1);

    private final JdbcSource source;
    private final ConnectionPool pool;
    private final SourceErrors errors;
    private final Duration ageMax;
    private final InstantSource clock;
    private final SqlRenderer renderer;
    private final Map<String, Instant> looked = new ConcurrentHashMap<>();

    StagingTables(JdbcSource source, ConnectionPool pool, SourceErrors errors, Duration ageMax, InstantSource clock) {
        this.source = source;
        this.pool = pool;
        this.errors = errors;
        this.ageMax = ageMax;
        this.clock = clock;
        this.renderer = new SqlRenderer(source.dialect());
    }

    /** A name that nobody else has, in the target's schema. */
    RemoteTable newTable(RemoteTable target) {
        byte[] random = new byte[8];
        ThreadLocalRandom.current().nextBytes(random);
        return new RemoteTable(target.schema(), name(clock.instant(), HexFormat.of().formatHex(random)));
    }

    static String name(Instant created, String random) {
        return "blueshift_staging_%08x_%s".formatted(created.getEpochSecond(), random);
    }

    /**
     * Drops what was left behind in the schema, unless somebody looked lately. Never throws: the write that is about to
     * begin does not depend on it.
     */
    void clean(String schema) {
        Instant now = clock.instant();
        Instant before = looked.get(schema);
        if (before != null && now.isBefore(before.plus(LOOK_EVERY))) {
            return;
        }
        looked.put(schema, now);
        try {
            abandoned(schema, now).forEach(this::drop);
        } catch (TrinoException e) {
            LOG.warn("%s: could not look for abandoned staging tables: %s", errors.source(), e.getMessage());
        }
    }

    private List<RemoteTable> abandoned(String schema, Instant now) {
        return pool.with(connection -> source.catalog().tables(connection, Optional.of(schema))).stream()
                .map(SourceTable::table)
                .filter(table -> created(table.name()).map(time -> time.plus(ageMax).isBefore(now)).orElse(false))
                .toList();
    }

    private static Optional<Instant> created(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(matcher.group(1), 16)))
                : Optional.empty();
    }

    /** On a connection that nobody gets again: the statements change its settings. */
    private void drop(RemoteTable table) {
        try (ConnectionPool.Lease lease = pool.lease()) {
            try (Statement statement = lease.connection().createStatement()) {
                for (String sql : source.ddl().dropUnlessInUse(renderer.table(table))) {
                    statement.execute(sql);
                }
            } finally {
                lease.discard();
            }
            LOG.info("%s: dropped abandoned staging table %s", errors.source(), renderer.table(table));
        } catch (SQLException | TrinoException e) {
            LOG.warn("%s: could not drop abandoned staging table %s: %s", errors.source(), renderer.table(table),
                    e.getMessage());
        }
    }
}
