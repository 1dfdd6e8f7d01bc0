package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternIndexTest {

    private static final GlobPattern NEWS = GlobPattern.compile("news.*");
    private static final GlobPattern TECH = GlobPattern.compile("*.tech");

    private final PatternIndex<String> index = new PatternIndex<>();

    @Test
    void findsTheSubscribersOfAMatchingPattern() {
        index.add(NEWS, "ann");
        index.add(NEWS, "bob");
        index.add(TECH, "cid");
        assertThat(matches("news.sports")).containsExactlyInAnyOrder("ann", "bob");
        assertThat(matches("old.tech")).containsExactly("cid");
        assertThat(matches("weather")).isEmpty();
    }

    @Test
    void reportsASubscriberOnceForEachMatchingPattern() {
        index.add(NEWS, "ann");
        index.add(TECH, "ann");
        assertThat(matches("news.tech")).containsExactly("ann", "ann");
    }

    @Test
    void aSecondEqualSubscriptionChangesNothing() {
        assertThat(index.add(NEWS, "ann")).isTrue();
        assertThat(index.add(GlobPattern.compile("news.*"), "ann")).isFalse();
        assertThat(index.size()).isEqualTo(1);
        assertThat(matches("news.tech")).containsExactly("ann");
    }

    @Test
    void equivalentPatternsAreSeparateSubscriptions() {
        index.add(NEWS, "ann");
        index.add(GlobPattern.compile("news.**"), "ann");
        assertThat(index.remove(NEWS, "ann")).isTrue();
        assertThat(matches("news.tech")).containsExactly("ann");
    }

    @Test
    void removeReturnsWhetherTheSubscriptionExisted() {
        index.add(NEWS, "ann");
        assertThat(index.remove(NEWS, "bob")).isFalse();
        assertThat(index.remove(TECH, "ann")).isFalse();
        assertThat(index.remove(NEWS, "ann")).isTrue();
        assertThat(index.remove(NEWS, "ann")).isFalse();
    }

    @Test
    void sizeCountsPairs() {
        index.add(NEWS, "ann");
        index.add(NEWS, "bob");
        index.add(TECH, "ann");
        assertThat(index.size()).isEqualTo(3);
        index.remove(NEWS, "ann");
        assertThat(index.size()).isEqualTo(2);
    }

    @Test
    void isEmptyWithoutSubscriptions() {
        assertThat(index.isEmpty()).isTrue();
        index.add(NEWS, "ann");
        assertThat(index.isEmpty()).isFalse();
        index.remove(NEWS, "ann");
        assertThat(index.isEmpty()).isTrue();
    }

    @Test
    void aRefusedSubscriberLeavesNothing() {
        assertThatNullPointerException().isThrownBy(() -> index.add(NEWS, null));
        assertThat(index.isEmpty()).isTrue();
        assertThat(index.size()).isZero();
    }

    @Test
    void actionMayChangeTheIndex() {
        index.add(NEWS, "ann");
        index.add(TECH, "ann");
        index.forEachMatch("news.tech", subscriber -> {
            index.remove(NEWS, subscriber);
            index.remove(TECH, subscriber);
        });
        assertThat(index.isEmpty()).isTrue();
    }

    @Test
    void anExceptionOfTheActionPropagates() {
        index.add(NEWS, "ann");
        IllegalStateException failure = new IllegalStateException();
        assertThatThrownBy(() -> index.forEachMatch("news.tech", subscriber -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void timeIsLinearInTheLengthOfTheName() {
        // The first literals occur often in the name and the last does not; quadratic time would be minutes.
        for (String pattern : List.of("*a*q*", "*aa*q*", "*aaa*a*q*", "*a*a*a*a*q")) {
            index.add(GlobPattern.compile(pattern), "ann");
        }
        index.add(GlobPattern.compile("*ba*a*"), "bob");
        String name = "b".repeat(2_000_000) + "a".repeat(2_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(matches(name)).containsExactly("bob"));
    }

    private List<String> matches(String name) {
        List<String> found = new ArrayList<>();
        index.forEachMatch(name, found::add);
        return found;
    }
}
