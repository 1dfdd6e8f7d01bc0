package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ChannelException;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invalid names, and too many subscriptions. */
class ChannelLimitsTest {

    private final ChatHandler handler = new ChatHandler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = handler.start(WebshocketSettings.builder()
                .channelNameLength(8)
                .subscriptions(3)
                .build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WireClient connect(Wire wire) throws InterruptedException {
        WireClient client = WireClient.connect(server.uri("/ws"), wire);
        client.call("login", "alice", false);
        return client;
    }

    private static void assertRefused(RpcResponse response, String message) {
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
        assertThat(response.response()).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource
    void emptyNullAndTooLongNamesAreRefused(Wire wire) throws Exception {
        String tooLong = "the name of a channel may have 8 characters, but this one has 9";
        try (WireClient client = connect(wire)) {
            for (String method : List.of("subscribe", "unsubscribe")) {
                assertRefused(client.call(method, List.of("")), "the name of a channel must not be empty");
                assertRefused(client.call(method, Arrays.asList("a", null)), "the name of a channel must not be null");
                assertRefused(client.call(method, List.of("ninechars")), tooLong);
            }
            assertRefused(client.call("publish", "", 1), "the name of a channel must not be empty");
            assertRefused(client.call("publish", "ninechars", 1), tooLong);
            assertRefused(client.call("publish_to_all", List.of("a", "ninechars"), 1), tooLong);
            assertThat(client.call("subscribe", List.of("8 chars*")).error()).isNull();
            assertThat(client.call("subscriptions").response()).isEqualTo(List.of("8 chars*"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscriptionsBeyondTheLimitAreRefusedTogether(Wire wire) throws Exception {
        try (WireClient client = connect(wire)) {
            assertThat(client.call("subscribe", List.of("a", "b*", "a")).error())
                    .isNull();
            assertRefused(
                    client.call("subscribe", List.of("c", "d")),
                    "a connection may have 3 subscriptions to channels, but this would make 4");
            assertThat(client.call("subscriptions").response()).isEqualTo(List.of("a", "b*"));
            assertThat(client.call("subscribe", List.of("a", "b*", "c")).error())
                    .isNull();
            assertThat(client.call("leave", "a").error()).isNull();
            assertThat(client.call("join", "d").response()).isEqualTo("Joined d");
            assertThat(server.channels.size()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongNameIsMatchedQuicklyWhateverThePattern(Wire wire) throws Exception {
        String name = "a".repeat(10_000);
        ChatHandler patient = new ChatHandler();
        try (EngineServer roomy = patient.start(
                        WebshocketSettings.builder().channelNameLength(20_000).build());
                WireClient client = WireClient.connect(roomy.uri("/ws"), wire)) {
            client.call("subscribe", List.of("*a*a*a*a*b", "*a*a*a*a*a*a*c"));
            assertThat(client.call("publish", name, 1).response()).isEqualTo(0L);
            assertThat(patient.channels.publish(name + "b", 1)).isEqualTo(1);
        }
    }

    @Test
    void aRefusedNameStopsThePublicationToAllChannels() throws Exception {
        try (WireClient client = connect(Wire.MSGPACK)) {
            client.call("join", "a");
            assertThatThrownBy(() -> handler.channels.publish(Arrays.asList("a", null), 1))
                    .isInstanceOf(ChannelException.class);
            assertThat(client.call("subscriptions").error()).isNull();
            assertThat(client.packets()).isEmpty();
        }
    }
}
