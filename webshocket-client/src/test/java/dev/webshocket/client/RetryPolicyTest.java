package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Test
    void theDefaultsRetryWithoutLimit() {
        assertThat(RetryPolicy.defaults())
                .isEqualTo(new RetryPolicy(
                        Duration.ofMillis(500),
                        2,
                        Duration.ofSeconds(20),
                        true,
                        RetryPolicy.FOREVER,
                        Duration.ZERO,
                        WhenDown.WAIT,
                        Set.of(1000, 1008, 4401)));
    }

    @Test
    void aLongIntervalIsItsOwnCeiling() {
        assertThat(RetryPolicy.of(5, Duration.ofSeconds(2)).maxDelay()).isEqualTo(Duration.ofSeconds(20));
        assertThat(RetryPolicy.of(5, Duration.ofMinutes(2)).maxDelay()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RetryPolicy.builder().firstDelay(Duration.ZERO).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().factor(0.5).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().factor(Double.NaN).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RetryPolicy.builder().maxDelay(Duration.ofMillis(1)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().retries(-1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        RetryPolicy.builder().total(Duration.ofSeconds(-1)).build());
    }

    @Test
    void theClientBuilderRefusesValuesOutOfRange() {
        for (String wrong : new String[] {"http://localhost/ws", "/ws", "ws:///ws", "ws://localhost/ws#fragment"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> WebSocketClient.builder(URI.create(wrong)));
        }
        WebSocketClientBuilder builder = WebSocketClient.builder(URI.create("ws://localhost/ws"));
        Duration negative = Duration.ofSeconds(-1);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.callTimeout(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.sendTimeout(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.pingInterval(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bufferBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.outboundBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.outstandingCalls(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxMessageBytes(0));
    }
}
