package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.platform.RuleInstances;
import dev.webshocket.spi.platform.WebshocketEngine;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.BinaryDataStrategy;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application's {@link JsonbConfig} applies to calls, streams, errors and messages, in both encodings. */
class JsonbConfigCallsTest {

    /** A class that JSON-B cannot read without an adapter. */
    public interface Money {
        long cents();
    }

    public record Euro(long cents) implements Money {}

    public static final class MoneyAdapter implements JsonbAdapter<Money, String> {
        @Override
        public String adaptToJson(Money money) {
            return money.cents() + " cents";
        }

        @Override
        public Money adaptFromJson(String text) {
            return new Euro(Long.parseLong(text.substring(0, text.indexOf(' '))));
        }
    }

    public record Trip(String goesTo, LocalDate startsOn, Money fullPrice, byte[] ticketCode, String anyNote) {}

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        Trip later(Trip trip, int days) {
            return new Trip(
                    trip.goesTo(), trip.startsOn().plusDays(days), trip.fullPrice(), trip.ticketCode(), trip.anyNote());
        }

        @RpcMethod
        Stream<Money> rates(Money money) {
            return Stream.of(money, new Euro(money.cents() * 2));
        }

        @RpcMethod
        void fail(Trip trip) {
            throw new RpcException(4711, "No Seats", trip);
        }

        @OnReceive
        void received(ClientConnection connection, Packet packet) {
            connection.send(new Trip("Rome", LocalDate.of(2026, 5, 1), new Euro(5), new byte[] {1}, null));
        }
    }

    private static final Map<String, Object> TRIP = Map.of(
            "goes_to",
            "Oslo",
            "starts_on",
            "30.04.2026",
            "full_price",
            "995 cents",
            "ticket_code",
            "-_8=",
            "any_note",
            "window");

    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.startWith(environment -> environment.jsonb(config()), new Handler());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonbConfig config() {
        return new JsonbConfig()
                .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
                .withDateFormat("dd.MM.yyyy", Locale.ROOT)
                .withNullValues(true)
                .withBinaryDataStrategy(BinaryDataStrategy.BASE_64_URL)
                .withAdapters(new MoneyAdapter());
    }

    @ParameterizedTest
    @EnumSource
    void argumentsAndResults(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            RpcResponse response = client.call("later", TRIP, 2);

            assertThat(response.response())
                    .isEqualTo(Map.of(
                            "any_note", "window",
                            "full_price", "995 cents",
                            "goes_to", "Oslo",
                            "starts_on", "02.05.2026",
                            "ticket_code", "-_8="));
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsUseTheNamesOnTheWire(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            RpcResponse unknown = client.call("later", Map.of("goesTo", "Oslo"), 1);
            RpcResponse date = client.call("later", Map.of("starts_on", "2026-04-30"), 1);

            assertThat(unknown.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat((String) unknown.response()).contains("unknown member 'goesTo'");
            assertThat(date.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat((String) date.response()).contains("starts_on: the string is no LocalDate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itemsOfStreams(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call("rates", "5 cents").response()).isEqualTo("5 cents");
            assertThat(client.response().response()).isEqualTo("10 cents");
        }
    }

    @ParameterizedTest
    @EnumSource
    void dataOfErrorsButNotTheirMessage(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            RpcResponse failure = client.call("fail", Map.of("full_price", "7 cents"));

            assertThat(failure.response()).isEqualTo("No Seats");
            assertThat(((Map<?, ?>) failure.data()).get("full_price")).isEqualTo("7 cents");
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesOfTheApplication(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            client.send(Packet.custom("go"));

            assertThat(((Map<?, ?>) client.packet().data()).get("starts_on")).isEqualTo("01.05.2026");
        }
    }

    @Test
    void typesThatTheConfigMakesReadableAreAccepted() {
        assertThat(check(config())).isEmpty();
        assertThat(check(new JsonbConfig()))
                .extracting(DefinitionProblem::message)
                .allSatisfy(message -> assertThat(message).contains(Money.class.getName()));
    }

    @Test
    void invalidConfigsAreReportedByCheckAndAtTheStart() {
        JsonbConfig strict = config().withStrictIJSON(true).withBinaryDataStrategy("HEX");

        assertThat(check(strict))
                .extracting(DefinitionProblem::code)
                .containsExactly("WEBSHOCKET-0113", "WEBSHOCKET-0114");
        DefinitionException refusal = catchThrowableOfType(
                DefinitionException.class,
                () -> EngineServer.startWith(environment -> environment.jsonb(strict), new Handler()));
        assertThat(refusal.problems()).isEqualTo(check(strict));
    }

    private static List<DefinitionProblem> check(JsonbConfig config) {
        return WebshocketEngine.check(List.of(Handler.class), RuleInstances.CONSTRUCTED, config);
    }
}
