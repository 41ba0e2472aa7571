package io.blueshift.store.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.util.stream.Collectors.toSet;

/**
 * Which versions of a table stay readable. The newest stay whatever their age, as far as something was lost after them;
 * of older ones one of each minute, and later of each hour, until they are too old: the last compacted one if there is
 * one, because it needs the fewest files, else the last.
 *
 * @param newest how many of the newest always stay, at least 1: the current version
 * @param appended how long one of the newest stays if the next version has all its rows too, after an INSERT or a
 *            compaction: ten thousand INSERTs must not keep ten thousand files
 * @param all how long every version stays
 * @param minutes how long one version of each minute stays
 * @param retention how long one version of each hour stays
 */
public record RetentionPolicy(int newest, Duration appended, Duration all, Duration minutes, Duration retention) {
    /** What happens without anybody asking for something else. */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(
            16,
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofDays(1));

    /** How many times {@code appended} such a version stays as the one of its minute: five minutes by default. */
    private static final int CONTAINED_MINUTES = 10;
    private static final Duration ALWAYS = Duration.ofDays(36_500);

    public RetentionPolicy {
        if (newest < 1) {
            throw new IllegalArgumentException("the current version cannot expire");
        }
    }

    /** Whose newest versions stay whatever came after them. */
    RetentionPolicy(int newest, Duration all, Duration minutes, Duration retention) {
        this(newest, ALWAYS, all, minutes, retention);
    }

    /** The same, but hourly versions stay for another time. */
    public RetentionPolicy withRetention(Duration newRetention) {
        return new RetentionPolicy(newest, appended, all, minutes, newRetention);
    }

    /** Everything that is not older, and the current version. */
    public static RetentionPolicy olderThan(Duration age) {
        return new RetentionPolicy(1, age, Duration.ZERO, Duration.ZERO);
    }

    /** The numbers of the versions that expire, of versions in ascending order. */
    public Set<Long> expired(List<RetainedVersion> versions, Instant now) {
        Set<Long> ofMinutes = oneOfEach(versions, 60);
        Set<Long> ofHours = oneOfEach(versions, 3600);
        Set<Long> expired = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            long version = versions.get(i).version();
            Duration age = Duration.between(versions.get(i).commit().time(), now);
            boolean contained = i + 1 < versions.size() && keepsRows(versions.get(i + 1));
            boolean isNewest = versions.size() - i <= newest && (!contained || age.compareTo(appended) < 0);
            Duration minutely = contained ? shorter(minutes, appended.multipliedBy(CONTAINED_MINUTES)) : minutes;
            boolean stays = isNewest
                    || age.compareTo(all) < 0
                    || ofMinutes.contains(version) && age.compareTo(minutely) < 0
                    || ofHours.contains(version) && age.compareTo(retention) < 0;
            if (!stays) {
                expired.add(version);
            }
        }
        return expired;
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }

    private static boolean keepsRows(RetainedVersion next) {
        String operation = next.commit().operation();
        return operation.equals("insert") || operation.equals("compact");
    }

    /** The versions that stand for the periods of so many seconds. */
    private static Set<Long> oneOfEach(List<RetainedVersion> versions, long seconds) {
        Map<Long, RetainedVersion> chosen = new HashMap<>();
        for (RetainedVersion version : versions) {
            chosen.merge(
                    Math.floorDiv(version.commit().time().getEpochSecond(), seconds),
                    version,
                    (before, later) -> isCompacted(later) || !isCompacted(before) ? later : before);
        }
        return chosen.values().stream().map(RetainedVersion::version).collect(toSet());
    }

    private static boolean isCompacted(RetainedVersion version) {
        return version.commit().operation().equals("compact");
    }
}
