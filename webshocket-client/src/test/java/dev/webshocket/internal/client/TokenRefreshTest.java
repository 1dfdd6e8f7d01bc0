package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a credential is refreshed. */
class TokenRefreshTest {

    @ParameterizedTest
    @CsvSource({
        // Three quarters of the time, or 30 s before the end if that is later.
        "60, 45",
        "120, 90",
        "3600, 3570",
        "10, 7.5",
        // At most once a second.
        "1, 1",
        "0, 1"
    })
    void theLaterOfThreeQuartersAndThirtySecondsBeforeTheEnd(long expires, double delay) {
        assertThat(TokenRefresh.delay(Duration.ofSeconds(expires))).isEqualTo(Duration.ofMillis((long) (1000 * delay)));
    }
}
