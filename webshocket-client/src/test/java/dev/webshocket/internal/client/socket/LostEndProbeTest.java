package dev.webshocket.internal.client.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a socket is written to, because the JDK may have lost its end. */
class LostEndProbeTest {

    private final LostEndProbe probe = new LostEndProbe();

    private int writes() {
        int writes = 0;
        for (int i = 0; i < 10; i++) {
            writes += probe.isDue() ? 1 : 0;
        }
        return writes;
    }

    @Test
    void withoutMessagesNothingIsWritten() {
        assertThat(writes()).isZero();
    }

    @Test
    void afterTheLastMessageSomethingIsWrittenAFewTimes() {
        probe.messageBegins();
        assertThat(probe.isDue()).as("at once").isFalse();
        probe.messageBegins();
        assertThat(probe.isDue()).as("while messages come").isFalse();
        assertThat(writes()).isEqualTo(4);
        assertThat(writes()).isZero();
    }

    @Test
    void aSocketThatAnswersIsLeftAlone() {
        probe.messageBegins();
        assertThat(probe.isDue()).isFalse();
        assertThat(probe.isDue()).isTrue();
        probe.alive();
        assertThat(writes()).isZero();
        probe.messageBegins();
        assertThat(writes()).isEqualTo(4);
    }
}
