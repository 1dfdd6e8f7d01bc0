package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares the index with a list of subscriptions that tests each pattern. */
class PatternIndexProperties {

    private static final int SUBSCRIBERS = 3;

    record Subscription(GlobPattern pattern, int subscriber) {}

    @Property
    void agreesWithAListUnderAnyChanges(
            @ForAll("subscriptions") List<Subscription> toggled, @ForAll("names") List<String> names) {
        PatternIndex<Integer> index = new PatternIndex<>();
        Set<Subscription> expected = new LinkedHashSet<>();
        for (Subscription subscription : toggled) {
            toggle(subscription, index, expected);
            for (String name : names) {
                assertAgrees(index, expected, name);
            }
        }
        assertThat(index.size()).isEqualTo(expected.size());
        assertThat(index.isEmpty()).isEqualTo(expected.isEmpty());
    }

    @Property
    void isEmptyOnceAllIsRemoved(@ForAll("subscriptions") List<Subscription> subscriptions) {
        PatternIndex<Integer> index = new PatternIndex<>();
        for (Subscription subscription : subscriptions) {
            index.add(subscription.pattern(), subscription.subscriber());
        }
        for (Subscription subscription : subscriptions) {
            index.remove(subscription.pattern(), subscription.subscriber());
        }
        assertThat(index.isEmpty()).isTrue();
        assertThat(index.size()).isZero();
    }

    @Provide
    Arbitrary<List<Subscription>> subscriptions() {
        // Texts of one or two different letters and of lone surrogates, so that many match, overlap or nearly match.
        Arbitrary<String> pattern = Arbitraries.of(
                        "a",
                        "a",
                        "b",
                        "ab",
                        ".",
                        "*",
                        "*",
                        "?",
                        "[ab]",
                        "[!a]",
                        "[a]",
                        "[",
                        "\ud83d\ude00",
                        "\ude00",
                        "\ud83d")
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
        return Combinators.combine(
                        pattern.map(GlobPattern::compile),
                        Arbitraries.integers().between(1, SUBSCRIBERS))
                .as(Subscription::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.of("a", "a", "b", ".", "[", "\ud83d\ude00", "\ude00", "\ud83d")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .list()
                .ofSize(5);
    }

    private static void toggle(Subscription toggled, PatternIndex<Integer> index, Set<Subscription> expected) {
        if (expected.add(toggled)) {
            assertThat(index.add(toggled.pattern(), toggled.subscriber())).isTrue();
        } else {
            expected.remove(toggled);
            assertThat(index.remove(toggled.pattern(), toggled.subscriber())).isTrue();
        }
    }

    private static void assertAgrees(PatternIndex<Integer> index, Set<Subscription> expected, String name) {
        List<Integer> found = new ArrayList<>();
        index.forEachMatch(name, found::add);
        assertThat(found)
                .as("matches of '%s'", name)
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .filter(subscription -> subscription.pattern().matches(name))
                        .map(Subscription::subscriber)
                        .toList());
    }
}
