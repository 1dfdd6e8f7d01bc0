package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelPatterns;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of the patterns of a connection. */
class PatternLimitsTest {

    private final ChatHandler handler = new ChatHandler();

    private static void assertRefused(RpcResponse response, String message) {
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
        assertThat(response.response()).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource
    void theSettingRefusesPatterns(Wire wire) throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .channelPatterns(ChannelPatterns.REFUSE)
                .build();
        try (EngineServer server = handler.start(settings);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (String pattern : List.of("*", "room?", "room[1]", "news.*")) {
                assertRefused(
                        client.call("subscribe", List.of("room", pattern)),
                        "patterns of channels are not allowed: leave out *, ? and brackets");
            }
            assertThat(client.call("subscribe", List.of("room", "a[b", "]")).error())
                    .isNull();
            assertThat(client.call("subscriptions").response()).isEqualTo(List.of("room", "a[b", "]"));
            // Unsubscribing from an unknown pattern still has no effect.
            assertThat(client.call("leave", "*").error()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscribeNamesRefusesPatterns(Wire wire) throws Exception {
        try (EngineServer server = handler.start();
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            for (String pattern : List.of("*", "room?", "room[1]")) {
                assertRefused(
                        client.call("subscribe_names", List.of("room", pattern)),
                        "the name of a channel must have no wildcard (*, ? or brackets) here: name one channel");
            }
            assertRefused(client.call("subscribe_names", List.of("")), "the name of a channel must not be empty");
            assertThat(client.call("subscribe_names", List.of("room", "a[b")).error())
                    .isNull();
            assertThat(client.call("subscribe", List.of("news.*")).error()).isNull();
            assertThat(client.call("subscriptions").response()).isEqualTo(List.of("room", "a[b", "news.*"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfWildcardsIsLimited(Wire wire) throws Exception {
        try (EngineServer server = handler.start();
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertRefused(
                    client.call("subscribe", List.of("[ab]".repeat(44))),
                    "a pattern of channels may have 32 wildcards, but this one has 44: use fewer, or one *");
            assertRefused(
                    client.call("subscribe", List.of("a" + "?".repeat(33))),
                    "a pattern of channels may have 32 wildcards, but this one has 33: use fewer, or one *");
            assertThat(client.call("subscribe", List.of("a" + "[ab]".repeat(10) + "?".repeat(21) + "*".repeat(9)))
                            .error())
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfUnanchoredPatternsIsLimited(Wire wire) throws Exception {
        WebshocketSettings settings =
                WebshocketSettings.builder().unanchoredPatterns(2).build();
        try (EngineServer server = handler.start(settings);
                WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call("subscribe", List.of("*a*", "[xy]", "a*", "*b", "[c]*", "plain"))
                            .error())
                    .isNull();
            assertRefused(
                    client.call("subscribe", List.of("plain2", "?a?")),
                    "a connection may have 2 patterns that neither begin nor end with literal text, but this would make 3:"
                            + " begin them with text, as in news.*");
            assertThat(client.call("subscribe", List.of("*a*", "news.*")).error())
                    .as("what is there already")
                    .isNull();
            client.call("leave", "*a*");
            assertThat(client.call("subscribe", List.of("?a?")).error()).isNull();
        }
    }

    @Test
    void repeatedSubscriptionsDoNotGrowTheIndex() throws Exception {
        try (EngineServer server = handler.start();
                WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.call("subscribe", List.of("*a*", "?b?")).error())
                        .isNull();
                client.call("unsubscribe", List.of("*a*", "never", "?c?"));
            }
            List<String> fifteen =
                    IntStream.range(0, 15).mapToObj(i -> "*" + i + "*").collect(Collectors.toList());
            assertThat(client.call("subscribe", fifteen).error()).isNull();
            assertThat(client.call("subscribe", List.of("*z*")).error()).isNotNull();
        }
    }

    /** A pattern stores only its text, however many brackets it has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 32})
    void aPatternOfBracketsMatches(int brackets) {
        GlobPattern pattern = GlobPattern.compile("[a-c]".repeat(brackets));
        assertThat(pattern.matches("b".repeat(brackets))).isTrue();
        assertThat(pattern.matches("b".repeat(brackets) + "b")).isFalse();
        assertThat(pattern.matches("b".repeat(brackets - 1) + "d")).isFalse();
        assertThat(pattern.wildcards()).isEqualTo(brackets);
        assertThat(pattern.isUnanchored()).isTrue();
        List<String> anchored = new ArrayList<>(List.of("a[bc]", "*a", "a*", "a", "[a]*", "*[a]", "a*b"));
        assertThat(anchored).noneMatch(ChannelLimits::isUnanchored);
        assertThat(List.of("*", "*a*", "?", "[ab]", "[!a]x?")).allMatch(ChannelLimits::isUnanchored);
    }
}
