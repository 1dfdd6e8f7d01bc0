package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestHeadersTest {

    private static RequestHeaders headers(Object... namesAndValues) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            @SuppressWarnings("unchecked") // as the test gives them
            List<String> values = (List<String>) namesAndValues[i + 1];
            headers.put((String) namesAndValues[i], values);
        }
        return RequestHeaders.of(headers);
    }

    @Test
    void namesAreFoundWithoutRegardToCase() {
        RequestHeaders headers =
                headers("Host", List.of("here"), "Cookie", List.of("a=1", "b=2"), "Empty", List.of(""));
        assertThat(headers.get("HOST")).containsExactly("here");
        assertThat(headers.get("cookie")).containsExactly("a=1", "b=2");
        assertThat(headers.get("Empty")).containsExactly("");
        assertThat(headers).containsKey("hOST").doesNotContainKey("Hos").doesNotContainKey("Hosts");
        assertThat(headers.get("here")).as("a value is no name").isNull();
        assertThat(headers.get(null)).isNull();
    }

    @Test
    void theyAreAMapInTheOrderOfTheirNames() {
        RequestHeaders headers = headers("b", List.of("2", "3"), "A", List.of("1"), "c", List.of("4"));
        assertThat(headers.keySet()).containsExactly("A", "b", "c");
        assertThat(headers).hasSize(3).isEqualTo(Map.of("A", List.of("1"), "b", List.of("2", "3"), "c", List.of("4")));
        assertThat(headers()).isEmpty();
    }

    @Test
    void valuesOfNamesThatDifferInCaseBelongTogether() {
        RequestHeaders headers = headers("x-hop", List.of("1"), "X-Hop", List.of("2"));
        assertThat(headers.get("X-HOP")).containsExactly("1", "2");
        assertThat(headers).hasSize(1);
    }

    @Test
    void aLineBreakInAValueIsASpace() {
        RequestHeaders headers = headers("Folded", List.of("one\nInjected: two"));
        assertThat(headers.get("folded")).containsExactly("one Injected: two");
        assertThat(headers).hasSize(1);
    }

    @Test
    void theyCannotBeChanged() {
        RequestHeaders headers = headers("a", List.of("1"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.put("b", List.of()));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.remove("a"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> headers.get("a").add("2"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(headers::clear);
    }
}
