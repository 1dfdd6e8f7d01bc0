package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That each way to change attributes is noticed, and does what it does to any map. */
class ObservedAttributesTest {

    private final AtomicInteger changes = new AtomicInteger();
    private final ConcurrentMap<String, Object> values = new ConcurrentHashMap<>(Map.of("a", 1, "b", 2));
    private final ObservedAttributes attributes = new ObservedAttributes(values, changes::incrementAndGet);

    private static Arguments way(String name, Consumer<ConcurrentMap<String, Object>> change) {
        return Arguments.of(name, change);
    }

    static Stream<Arguments> waysToChange() {
        return Stream.of(
                way("put", map -> map.put("a", 5)),
                way("putAll", map -> map.putAll(Map.of("c", 5))),
                way("putIfAbsent", map -> map.putIfAbsent("c", 5)),
                way("remove", map -> map.remove("a")),
                way("remove a value", map -> map.remove("a", 1)),
                way("replace", map -> map.replace("a", 5)),
                way("replace a value", map -> map.replace("a", 1, 5)),
                way("replaceAll", map -> map.replaceAll((name, value) -> 5)),
                way("compute", map -> map.compute("c", (name, value) -> 5)),
                way("computeIfAbsent", map -> map.computeIfAbsent("c", name -> 5)),
                way("computeIfPresent", map -> map.computeIfPresent("a", (name, value) -> null)),
                way("merge", map -> map.merge("a", 5, (one, other) -> other)),
                way("clear", Map::clear),
                way("an entry", map -> map.entrySet().iterator().next().setValue(5)),
                way("an iterator", map -> {
                    var all = map.entrySet().iterator();
                    all.next();
                    all.remove();
                }),
                way("the names", map -> map.keySet().remove("a")),
                way("the values", map -> map.values().remove(2)),
                way(
                        "a filter",
                        map -> map.entrySet().removeIf(entry -> entry.getKey().equals("a"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToChange")
    void eachWayToChangeIsNoticed(String name, Consumer<ConcurrentMap<String, Object>> change) {
        ConcurrentMap<String, Object> plain = new ConcurrentHashMap<>(values);
        change.accept(plain);
        change.accept(attributes);
        assertThat(values).isEqualTo(plain).isNotEqualTo(Map.of("a", 1, "b", 2));
        assertThat(changes.get()).isPositive();
    }

    @Test
    void readingChangesNothing() {
        assertThat(attributes)
                .hasSize(2)
                .containsEntry("a", 1)
                .isEqualTo(values)
                .hasToString(values.toString());
        assertThat(attributes.get("b")).isEqualTo(2);
        assertThat(attributes.getOrDefault("c", 3)).isEqualTo(3);
        assertThat(attributes.computeIfAbsent("a", key -> 7)).isEqualTo(1);
        attributes.forEach((key, value) -> assertThat(values).containsEntry(key, value));
        assertThat(changes.get()).isZero();
    }
}
