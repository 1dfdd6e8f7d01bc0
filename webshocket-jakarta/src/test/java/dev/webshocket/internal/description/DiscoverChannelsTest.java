package dev.webshocket.internal.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ChannelRules;
import dev.webshocket.ClientConnection;
import dev.webshocket.Discovery;
import dev.webshocket.Is;
import dev.webshocket.OnConnect;
import dev.webshocket.Publishes;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.platform.WebshocketEngine;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code rpc.channels} through sockets. */
class DiscoverChannelsTest {

    public record Change(String id, Author author) {}

    public record Author(String name) {}

    public record Audit(String what) {}

    @WebSocketHandler("/desk")
    @Publishes(channel = "tickets.*", type = Change.class)
    static class Desk {

        @OnConnect
        @Publishes(channel = "visits", type = String.class)
        void visits(ClientConnection connection) {}

        @RpcMethod
        void promote(ClientConnection connection) {
            connection.set("is_admin", true);
        }

        @RpcMethod
        @Is("is_admin")
        @Publishes(channel = "closed", type = Change.class)
        void close() {}
    }

    /** What it overrides says what it publishes. */
    abstract static class Auditing {

        @Publishes(channel = "audit", type = Audit.class)
        abstract void audit();
    }

    @WebSocketHandler("/desk")
    @Publishes(channel = "alarms", type = Audit.class)
    static class Admins extends Auditing {

        @Override
        @RpcMethod
        @Is("is_admin")
        public void audit() {}
    }

    @WebSocketHandler("/other")
    @Publishes(channel = "tickets.*", type = Change.class)
    @Publishes(channel = "others", type = Audit.class)
    static class Other {

        @RpcMethod
        void nothing() {}
    }

    private static final ChannelRules RULES =
            ChannelRules.builder().channel("room.*", rule -> rule.presence()).build();

    private static WebshocketSettings settings(Discovery whom) {
        return WebshocketSettings.builder().discover(whom).serviceTitle("Desk").build();
    }

    private static EngineServer start(Discovery whom) throws Exception {
        return EngineServer.startWith(
                environment -> environment.settings(settings(whom)).channelRules(RULES),
                new Desk(),
                new Admins(),
                new Other());
    }

    private static JsonObject channels(WireClient client) throws Exception {
        RpcResponse response = client.call("rpc.channels");
        assertThat(response.error()).as("%s", response).isNull();
        return Json.createReader(new StringReader(JsonbBuilder.create().toJson(response.response())))
                .readObject();
    }

    private static Set<String> patterns(JsonObject document) {
        return Set.copyOf(document.getJsonObject("channels").values().stream()
                .map(channel -> channel.asJsonObject().getString("x-pattern"))
                .toList());
    }

    private static Set<String> schemas(JsonObject document) {
        return document.getJsonObject("components").getJsonObject("schemas").keySet();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void eachCallerIsToldTheChannelsOfTheApplication(Wire wire) throws Exception {
        JsonObject whole = WebshocketEngine.describe(
                        List.of(Desk.class, Admins.class, Other.class),
                        new JsonbConfig(),
                        RULES,
                        settings(Discovery.OFF))
                .asyncApi();
        try (EngineServer server = start(Discovery.ALL);
                WireClient client = WireClient.connect(server.uri("/other"), wire)) {
            JsonObject document = channels(client);

            assertThat(document).isEqualTo(whole);
            assertThat(PublishedSchemas.faultsOfAsyncApi(document)).isEmpty();
            assertThat(patterns(document))
                    .containsExactlyInAnyOrder("tickets.*", "visits", "closed", "audit", "alarms", "others", "room.*");
        }
    }

    @Test
    void aCallerIsToldOnlyWhatMethodsPublishThatItMayCall() throws Exception {
        try (EngineServer server = start(Discovery.CALLABLE);
                WireClient client = WireClient.connect(server.uri("/desk"), Wire.JSON)) {
            JsonObject before = channels(client);
            assertThat(PublishedSchemas.faultsOfAsyncApi(before)).isEmpty();
            assertThat(patterns(before)).containsExactlyInAnyOrder("tickets.*", "visits");
            assertThat(schemas(before)).containsExactlyInAnyOrder("Change", "Author");
            assertThat(before.getJsonObject("operations")).containsOnlyKeys("publish_tickets", "publish_visits");
            // Nothing is told of other services.
            assertThat(before.getJsonObject("servers")).containsOnlyKeys("desk");
            assertThat(before.getValue("/channels/tickets/servers")).hasToString("[{\"$ref\":\"#/servers/desk\"}]");

            client.call("promote");
            JsonObject after = channels(client);
            assertThat(PublishedSchemas.faultsOfAsyncApi(after)).isEmpty();
            assertThat(patterns(after)).containsExactlyInAnyOrder("tickets.*", "visits", "closed", "audit", "alarms");
            assertThat(schemas(after)).containsExactlyInAnyOrder("Change", "Author", "Audit");
        }
    }

    @Test
    void byDefaultThereIsNoSuchMethod() throws Exception {
        try (EngineServer server = EngineServer.start(new Desk());
                WireClient client = WireClient.connect(server.uri("/desk"), Wire.JSON)) {
            assertThat(client.call("rpc.channels").error()).isEqualTo(RpcErrorCode.RPC_METHOD_NOT_FOUND.code());
        }
    }

    @Test
    void itsArgumentsAreCheckedAndItsCallsAreCountedApart() throws Exception {
        try (EngineServer server = start(Discovery.ALL);
                WireClient client = WireClient.connect(server.uri("/desk"), Wire.JSON)) {
            assertThat(client.call("rpc.channels", 1).error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            for (int i = 1; i < 20; i++) {
                channels(client);
            }
            assertThat(client.call("rpc.channels").error()).isEqualTo(RpcErrorCode.RPC_RATE_LIMITED.code());
            assertThat(client.call("rpc.discover").error()).isNull();
        }
    }
}
