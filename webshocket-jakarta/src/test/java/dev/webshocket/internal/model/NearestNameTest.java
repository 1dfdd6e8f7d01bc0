package dev.webshocket.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN =
            List.of("add", "count_to", "login", "logout", "maxMessageBytes", "maxNesting", "pingInterval");

    @ParameterizedTest
    @CsvSource({
        "pingInterval, pingInterval, 0",
        "pinginterval, pingInterval, 0",
        "pingIntervall, pingInterval, 1",
        "pngInterval, pingInterval, 1",
        "pingInterwal, pingInterval, 1",
        "pnigInterval, pingInterval, 1",
        "countTo, count_to, 1",
        "maxMessageSize, maxMessageBytes, 4",
        "da, add, 2",
        "'', add, 3"
    })
    void isTheNameWithTheFewestEdits(String name, String nearest, int edits) {
        assertThat(NearestName.to(name, KNOWN, edits)).contains(nearest);
        assertThat(NearestName.to(name, KNOWN, edits - 1)).isEmpty();
    }

    @Test
    void isTheAlphabeticallyFirstOfSeveral() {
        assertThat(NearestName.to("c", List.of("b", "a"), 1)).contains("a");
    }

    @Test
    void longNamesAreNotCompared() {
        String long128 = "x".repeat(128);
        String long129 = "x".repeat(129);
        assertThat(NearestName.to(long128, List.of(long129, long128), 1)).contains(long128);
        assertThat(NearestName.to(long128, List.of(long129), 1)).isEmpty();
        assertThat(NearestName.to(long129, List.of(long128), 1)).isEmpty();
    }

    @Test
    void mayBeMissing() {
        assertThat(NearestName.to("add", List.of(), Integer.MAX_VALUE)).isEmpty();
    }
}
