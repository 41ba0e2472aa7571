package io.blueshift.store.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which versions of a table stay readable. The newest stay whatever their age; of older ones the last of each minute, and
 * later of each hour, until they are too old.
 *
 * @param newest how many of the newest always stay, at least 1: the current version
 * @param all how long every version stays
 * @param minutes how long the last version of each minute stays
 * @param retention how long the last version of each hour stays
 */
public record RetentionPolicy(int newest, Duration all, Duration minutes, Duration retention) {
    /** What happens without anybody asking for something else. */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(
            16,
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofDays(1));

    public RetentionPolicy {
        if (newest < 1) {
            throw new IllegalArgumentException("the current version cannot expire");
        }
    }

    /** The same, but hourly versions stay for another time. */
    public RetentionPolicy withRetention(Duration newRetention) {
        return new RetentionPolicy(newest, all, minutes, newRetention);
    }

    /** Everything that is not older, and the current version. */
    public static RetentionPolicy olderThan(Duration age) {
        return new RetentionPolicy(1, age, Duration.ZERO, Duration.ZERO);
    }

    /** The numbers of the versions that expire, of versions in ascending order. */
    public Set<Long> expired(List<RetainedVersion> versions, Instant now) {
        Set<Long> expired = new HashSet<>();
        Set<Long> minutesSeen = new HashSet<>();
        Set<Long> hoursSeen = new HashSet<>();
        for (int i = versions.size() - 1; i >= 0; i--) {
            Instant time = versions.get(i).commit().time();
            Duration age = Duration.between(time, now);
            // Every version marks its minute and hour: one that stays for its own sake stands for them too
            boolean lastOfMinute = minutesSeen.add(Math.floorDiv(time.getEpochSecond(), 60L));
            boolean lastOfHour = hoursSeen.add(Math.floorDiv(time.getEpochSecond(), 3600L));
            boolean stays = versions.size() - i <= newest
                    || age.compareTo(all) < 0
                    || lastOfMinute && age.compareTo(minutes) < 0
                    || lastOfHour && age.compareTo(retention) < 0;
            if (!stays) {
                expired.add(versions.get(i).version());
            }
        }
        return expired;
    }
}
