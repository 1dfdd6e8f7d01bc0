package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LostChannelsTest {

    private final LostChannels lost = new LostChannels(10_000);

    @Test
    void eachChannelIsNamedOnce() {
        lost.add("b");
        lost.add("a");
        lost.add("b");
        assertThat(lost.take()).containsExactly("b", "a");
        assertThat(lost.isEmpty()).isTrue();
        lost.add("b");
        assertThat(lost.take()).containsExactly("b");
    }

    @Test
    void veryManyChannelsAreAllChannels() {
        for (int i = 0; i < 1_000; i++) {
            lost.add("channel " + i);
        }
        assertThat(lost.take()).isEqualTo(List.of("*"));
        lost.add("a");
        assertThat(lost.take()).containsExactly("a");
    }
}
