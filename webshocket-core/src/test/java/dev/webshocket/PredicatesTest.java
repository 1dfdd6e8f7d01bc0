package dev.webshocket;

import static dev.webshocket.Predicates.all;
import static dev.webshocket.Predicates.any;
import static dev.webshocket.Predicates.has;
import static dev.webshocket.Predicates.is;
import static dev.webshocket.Predicates.isEqual;
import static dev.webshocket.Predicates.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.support.AttributeConnection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PredicatesTest {

    private static final Predicate<ClientConnection> YES = connection -> true;
    private static final Predicate<ClientConnection> NO = connection -> false;

    private static ClientConnection with(Object value) {
        return AttributeConnection.with(Map.of("x", value));
    }

    private static final ClientConnection WITHOUT = AttributeConnection.with(Map.of());

    static List<Object> falsy() {
        return List.of(
                false,
                0,
                0L,
                (short) 0,
                (byte) 0,
                0.0,
                -0.0,
                0f,
                BigInteger.ZERO,
                new BigDecimal("0.000"),
                new AtomicInteger(),
                "",
                new StringBuilder(),
                List.of(),
                Set.of(),
                Map.of(),
                new int[0],
                Arguments.of((Object) new String[0]),
                Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("falsy")
    void falsyValuesOfPythonAreNotTruthy(Object value) {
        assertThat(is("x").test(with(value))).isFalse();
    }

    static List<Object> truthy() {
        return List.of(
                true,
                1,
                -1L,
                0.1,
                Double.MIN_VALUE,
                Double.NaN,
                Float.NaN,
                Double.POSITIVE_INFINITY,
                new BigDecimal("1e-1000"),
                BigInteger.ONE.shiftLeft(64),
                "0",
                "false",
                " ",
                List.of(0),
                Set.of(""),
                Map.of("", ""),
                new int[1],
                Optional.of(false),
                'a',
                new Object());
    }

    @ParameterizedTest
    @MethodSource("truthy")
    void truthyValuesOfPythonAreTruthy(Object value) {
        assertThat(is("x").test(with(value))).isTrue();
    }

    @Test
    void aMissingAttributeIsNotTruthy() {
        assertThat(is("x").test(WITHOUT)).isFalse();
    }

    @Test
    void hasTestsForTheAttributeWhateverItsValue() {
        assertThat(has("x").test(with(false))).isTrue();
        assertThat(has("y").test(with(true))).isFalse();
    }

    static Stream<Arguments> equal() {
        return Stream.of(
                Arguments.of("editor", "editor"),
                Arguments.of(5, 5L),
                Arguments.of(5L, 5),
                Arguments.of((byte) 5, (short) 5),
                Arguments.of(5L, 5.0),
                Arguments.of(0.5f, 0.5),
                Arguments.of(new BigDecimal("5.00"), 5),
                Arguments.of(BigInteger.valueOf(5), 5.0),
                Arguments.of(new AtomicInteger(5), 5),
                Arguments.of(0.0, -0.0),
                Arguments.of(Double.POSITIVE_INFINITY, Float.POSITIVE_INFINITY),
                Arguments.of(List.of("a"), List.of("a")),
                Arguments.of(true, true));
    }

    @ParameterizedTest
    @MethodSource("equal")
    void equalValuesAreEqualWhateverTheirNumberTypes(Object attribute, Object value) {
        assertThat(isEqual("x", value).test(with(attribute))).isTrue();
        assertThat(isEqual("x", attribute).test(with(value))).isTrue();
    }

    static Stream<Arguments> unequal() {
        return Stream.of(
                Arguments.of("editor", "Editor"),
                Arguments.of(5, "5"),
                Arguments.of(5, 6L),
                Arguments.of(5, 5.5),
                Arguments.of(1, true),
                Arguments.of(0.1f, 0.1),
                Arguments.of(Long.MAX_VALUE, (double) Long.MAX_VALUE),
                Arguments.of(Double.NaN, 0),
                Arguments.of(Double.POSITIVE_INFINITY, Double.MAX_VALUE),
                Arguments.of(new BigDecimal("1e1000000000"), 5));
    }

    @ParameterizedTest
    @MethodSource("unequal")
    void unequalValuesAreNotEqual(Object attribute, Object value) {
        assertThat(isEqual("x", value).test(with(attribute))).isFalse();
        assertThat(isEqual("x", attribute).test(with(value))).isFalse();
    }

    @Test
    void aMissingAttributeEqualsNullOnly() {
        assertThat(isEqual("x", "").test(WITHOUT)).isFalse();
        assertThat(isEqual("x", null).test(WITHOUT)).isTrue();
        assertThat(isEqual("x", null).test(with(""))).isFalse();
    }

    @Test
    void anyHoldsIfOneHolds() {
        assertThat(any(NO, YES, NO).test(WITHOUT)).isTrue();
        assertThat(any(NO, NO).test(WITHOUT)).isFalse();
        assertThat(any().test(WITHOUT)).isFalse();
    }

    @Test
    void allHoldsIfEachHolds() {
        assertThat(all(YES, YES).test(WITHOUT)).isTrue();
        assertThat(all(YES, NO).test(WITHOUT)).isFalse();
        assertThat(all().test(WITHOUT)).isTrue();
    }

    @Test
    void notHoldsIfThePredicateDoesNot() {
        assertThat(not(NO).test(WITHOUT)).isTrue();
        assertThat(not(YES).test(WITHOUT)).isFalse();
    }

    @Test
    void readsTheAttributeAtEachTest() {
        Map<String, Object> attributes = new java.util.HashMap<>();
        ClientConnection connection = AttributeConnection.with(attributes);
        Predicate<ClientConnection> predicate = all(has("x"), not(is("banned")));
        assertThat(predicate.test(connection)).isFalse();
        attributes.put("x", 1);
        assertThat(predicate.test(connection)).isTrue();
        attributes.put("banned", true);
        assertThat(predicate.test(connection)).isFalse();
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatThrownBy(() -> is("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> has(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> isEqual("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> any(YES, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> all(YES, null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> not(null)).isInstanceOf(NullPointerException.class);
    }
}
