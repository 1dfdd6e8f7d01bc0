package dev.webshocket.internal.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.webshocket.ChannelRules;
import dev.webshocket.DefinitionException;
import dev.webshocket.Publishes;
import dev.webshocket.RpcMethod;
import dev.webshocket.ServiceDescription;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.platform.WebshocketEngine;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Channels as AsyncAPI has them. */
class AsyncApiTest {

    @JsonbTypeInfo({@JsonbSubtype(alias = "opened", type = Opened.class)})
    public interface Change {}

    public record Opened(String id) implements Change {}

    public record Price(double amount) {}

    @WebSocketHandler("/desk")
    @Publishes(channel = "tickets.*", type = Change.class, description = "A ticket has changed.")
    static class Desk {
        @RpcMethod
        @Publishes(channel = "price.[a-z]?", type = Price.class)
        @Publishes(channel = "price.[a-z]?", type = Opened.class)
        void open() {}
    }

    @WebSocketHandler("/rooms/{room}")
    @Publishes(channel = "tickets.*", type = Change.class, description = "A ticket has changed.")
    static class Rooms {
        @RpcMethod
        void close() {}
    }

    private static ServiceDescription description(Class<?>... handlers) {
        return WebshocketEngine.describe(
                List.of(handlers),
                new JsonbConfig(),
                ChannelRules.builder()
                        .channel("tickets.*", rule -> rule.history(100, Duration.ofMinutes(10)))
                        .channel("room.*", rule -> rule.presence())
                        .channel("*", rule -> rule.latestOnly())
                        .build(),
                WebshocketSettings.builder().serviceTitle("Desk").build());
    }

    private static final JsonObject DOCUMENT =
            description(Desk.class, Rooms.class).asyncApi();

    private static JsonValue at(String pointer) {
        return DOCUMENT.getValue(pointer);
    }

    @Test
    void theDocumentIsValid() {
        assertThat(PublishedSchemas.faultsOfAsyncApi(DOCUMENT)).isEmpty();
    }

    @Test
    void theServersAreThePaths() {
        assertThat(at("/servers/desk/pathname")).hasToString("\"/desk\"");
        assertThat(at("/servers/rooms_room"))
                .hasToString("{\"host\":\"{host}\",\"pathname\":\"/rooms/{room}\",\"protocol\":\"ws\",\"variables\":"
                        + "{\"host\":{\"default\":\"localhost\"},\"room\":{\"default\":\"room\"}}}");
    }

    @Test
    void aDeclaredChannelHasItsMessagesItsServersAndItsRule() {
        assertThat(at("/channels/tickets/address")).hasToString("\"tickets.{part1}\"");
        assertThat(at("/channels/tickets/messages/Change/summary")).hasToString("\"A ticket has changed.\"");
        assertThat(at("/channels/tickets/messages/Change/payload/properties/data"))
                .hasToString("{\"$ref\":\"#/components/schemas/Change\"}");
        assertThat(at("/channels/tickets/messages/Change/payload/properties/position"))
                .hasToString("{\"type\":\"string\"}");
        assertThat(at("/channels/tickets/servers"))
                .hasToString("[{\"$ref\":\"#/servers/desk\"},{\"$ref\":\"#/servers/rooms_room\"}]");
        assertThat(at("/channels/tickets/x-history")).hasToString("{\"size\":100,\"seconds\":600}");
        assertThat(at("/operations/publish_tickets"))
                .hasToString("{\"action\":\"send\",\"channel\":{\"$ref\":\"#/channels/tickets\"}}");
        assertThat(at("/components/schemas/Change/discriminator")).hasToString("\"@type\"");
    }

    @Test
    void aChannelHasAMessageOfEachType() {
        assertThat(at("/channels/price_a_z/address")).hasToString("\"price.{part1}{part2}\"");
        assertThat(at("/channels/price_a_z/messages").asJsonObject()).containsOnlyKeys("Price", "Opened");
        assertThat(at("/channels/price_a_z/x-latest-only")).isEqualTo(JsonValue.TRUE);
    }

    @Test
    void aChannelThatOnlyARuleNamesIsThereToo() {
        assertThat(at("/channels/room/messages").asJsonObject()).containsOnlyKeys("message", "presence");
        assertThat(at("/channels/room/x-presence")).isEqualTo(JsonValue.TRUE);
        assertThat(at("/channels/room").asJsonObject()).doesNotContainKey("servers");
        assertThat(at("/channels/all/x-pattern")).hasToString("\"*\"");
    }

    @WebSocketHandler("/plain")
    static class Plain {
        @RpcMethod
        void nothing() {}
    }

    @Test
    void anApplicationWithoutChannelsHasAValidDocument() {
        JsonObject document = Described.of(Plain.class).asyncApi();

        assertThat(PublishedSchemas.faultsOfAsyncApi(document)).isEmpty();
        assertThat(document.getJsonObject("channels")).isEmpty();
    }

    @WebSocketHandler("/wrong")
    @Publishes(channel = " ", type = Price.class)
    @Publishes(channel = "x", type = Future.class)
    static class Wrong {
        @RpcMethod
        void nothing() {}
    }

    @Test
    void mistakesAreReported() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> Described.of(Wrong.class))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(problem -> problem.code())
                        .containsExactly("WEBSHOCKET-0282", "WEBSHOCKET-0283"));
    }
}
