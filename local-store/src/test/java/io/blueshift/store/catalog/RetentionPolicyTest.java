package io.blueshift.store.catalog;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Which versions stay. */
class RetentionPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Versions 1, 2, ... committed at these ages, oldest first. */
    private static List<RetainedVersion> committed(Duration... ages) {
        return committed("insert", ages);
    }

    private static List<RetainedVersion> committed(String operation, Duration... ages) {
        List<RetainedVersion> versions = new ArrayList<>();
        for (Duration age : ages) {
            Commit commit = new Commit(operation, NOW.minus(age), 1, 0);
            versions.add(new RetainedVersion(versions.size() + 1, commit, 1, 0, 0, Set.of()));
        }
        return versions;
    }

    @Test
    void theNewestStayWhateverTheirAge() {
        Duration[] ages = new Duration[20];
        for (int i = 0; i < ages.length; i++) {
            ages[i] = Duration.ofDays(100 - i);
        }
        assertThat(RetentionPolicy.DEFAULT.expired(committed("update", ages), NOW))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void aVersionThatTheNextContainsIsNotWorthItsFilesForLong() {
        Duration[] ages = new Duration[6];
        for (int i = 0; i < ages.length; i++) {
            ages[i] = Duration.ofSeconds(45 - 5 * i);
        }
        // All within one minute: 45, 40, 35, 30 seconds old are thinned, 25 and 20 are young or current
        assertThat(RetentionPolicy.DEFAULT.expired(committed(ages), NOW)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(RetentionPolicy.DEFAULT.expired(committed("delete", ages), NOW)).isEmpty();
    }

    @Test
    void aCompactedVersionStandsForItsMinute() {
        List<RetainedVersion> versions = new ArrayList<>(committed(Duration.ofSeconds(100), Duration.ofSeconds(95)));
        Commit compaction = new Commit("compact", NOW.minusSeconds(90), 0, 0);
        versions.add(new RetainedVersion(3, compaction, 2, 1, 0, Set.of()));
        versions.add(new RetainedVersion(4, new Commit("insert", NOW.minusSeconds(85), 1, 0), 3, 2, 0, Set.of()));
        versions.add(new RetainedVersion(5, new Commit("insert", NOW.minusSeconds(10), 1, 0), 4, 3, 0, Set.of()));
        assertThat(RetentionPolicy.DEFAULT.expired(versions, NOW)).containsExactlyInAnyOrder(1L, 2L, 4L);
    }

    @Test
    void olderOnesAreThinnedToOnePerMinuteThenOnePerHour() {
        RetentionPolicy policy = new RetentionPolicy(1, Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1));
        assertThat(
                policy.expired(
                        committed(
                                Duration.ofHours(25),
                                Duration.ofMinutes(150),
                                Duration.ofMinutes(140),
                                Duration.ofSeconds(1000),
                                Duration.ofSeconds(990),
                                Duration.ofSeconds(130),
                                Duration.ofSeconds(70),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1)),
                        NOW))
                .containsExactlyInAnyOrder(1L, 2L, 4L, 8L);
    }

    @Test
    void tenThousandInsertsLeaveFewVersions() {
        Set<Long> expired = new HashSet<>();
        List<RetainedVersion> versions = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Commit commit = new Commit("insert", NOW.minusMillis(10L * (10_000 - i)), 1, 0);
            versions.add(new RetainedVersion(i + 1L, commit, 1, 0, 0, Set.of()));
        }
        expired.addAll(RetentionPolicy.DEFAULT.expired(versions, NOW));
        assertThat(versions.size() - expired.size()).isBetween(3, 19);
    }

    @Test
    void slowInsertsLeaveFewVersionsToo() {
        List<RetainedVersion> versions = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Commit commit = new Commit(i % 10 == 9 ? "compact" : "insert", NOW.minusSeconds(3000 - i), 1, 0);
            versions.add(new RetainedVersion(i + 1L, commit, 1, 0, 0, Set.of()));
        }
        // Up to 30 seconds old and among the newest, one for each of five minutes, one for the hour
        assertThat(versions.size() - RetentionPolicy.DEFAULT.expired(versions, NOW).size()).isLessThanOrEqualTo(22);
    }

    @Test
    void everythingYoungEnoughStays() {
        assertThat(
                RetentionPolicy.olderThan(Duration.ofMinutes(10))
                        .expired(committed(Duration.ofMinutes(11), Duration.ofMinutes(9), Duration.ZERO), NOW))
                .containsExactly(1L);
    }
}
