package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.AllowUnknownMembers;
import dev.webshocket.RpcMethod;
import dev.webshocket.UnknownMembers;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments must fit their types at any depth, or the call is refused; over a real socket in every encoding. */
public class ArgumentTypesTest {

    public record Point(int x, int y) {}

    public record Path(List<Point> points) {}

    public record Box(int count) {}

    public record Reading(float value, Float other) {}

    public record Account(String owner, BigInteger balance, BigDecimal rate, Map<BigInteger, String> notes) {}

    public record Note(String text, Optional<String> author, Integer stars) {}

    public static class Flags {
        public boolean b;
        public String kept = "kept";
    }

    @AllowUnknownMembers
    public record Open(int x) {}

    @JsonbTypeAdapter(SkuAdapter.class)
    public record Sku(String code) {}

    public static class SkuAdapter implements JsonbAdapter<Sku, String> {
        @Override
        public String adaptToJson(Sku sku) {
            return "sku:" + sku.code();
        }

        @Override
        public Sku adaptFromJson(String text) {
            if (!text.startsWith("sku:")) {
                throw new IllegalArgumentException("a secret of the application");
            }
            return new Sku(text.substring(4));
        }
    }

    public record Stock(Map<Sku, Integer> pieces) {}

    @JsonbTypeSerializer(TagsSerializer.class)
    public static class Tags extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    public static class TagsSerializer implements JsonbSerializer<Tags> {
        @Override
        public void serialize(Tags tags, JsonGenerator generator, SerializationContext context) {
            generator.write(String.join(",", tags));
        }
    }

    public record Tagged(Tags tags) {}

    @WebSocketHandler("/ws")
    public static class Handler {

        @RpcMethod
        String point(Point value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String day(LocalDate value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String path(Path order) {
            return String.valueOf(order);
        }

        @RpcMethod
        String points(ArrayList<Point> value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String counts(HashMap<String, Integer> value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String flags(Flags value) {
            return value.b + " " + value.kept;
        }

        @RpcMethod
        String box(Box value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String longs(LinkedList<Long> value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String reading(Reading value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String note(Note value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String open(Open value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String account(Account value) {
            return String.valueOf(value);
        }

        @RpcMethod
        String json(JsonObject value) {
            return String.valueOf(value);
        }

        @RpcMethod
        Stock stock() {
            return new Stock(Map.of(new Sku("a"), 1));
        }

        @RpcMethod
        Sku sku(Sku value) {
            return value;
        }

        @RpcMethod
        Object tags() {
            Tags tags = new Tags();
            tags.addAll(List.of("a", "b"));
            return List.of(tags, new Tagged(tags));
        }

        @RpcMethod
        Reading notANumber() {
            return new Reading(Float.NaN, Float.POSITIVE_INFINITY);
        }
    }

    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.start(new Handler());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> unfit() {
        Map<String, Object> point = Map.of("x", 1, "y", 2);
        return Stream.of(
                        arguments("point", List.of(point, "junk"), "argument 'value': a list is no Point"),
                        arguments("day", List.of("2026-01-01"), "argument 'value': a list is no LocalDate"),
                        arguments(
                                "path",
                                Map.of("points", List.of(5, point)),
                                "argument 'order': points[0]: a number is no Point"),
                        arguments(
                                "points", List.of(List.of(point), point), "argument 'value': [0]: a list is no Point"),
                        arguments("counts", List.of(1), "argument 'value': a list is no map"),
                        arguments("flags", Map.of("b", "yes"), "argument 'value': b: a string is no boolean"),
                        arguments("flags", Map.of("b", 1), "argument 'value': b: 1 is no boolean"),
                        arguments("box", Map.of("count", "5"), "argument 'value': count: a string is no int"),
                        arguments("longs", List.of("1"), "argument 'value': [0]: a string is no long"),
                        arguments("box", Map.of("cnt", 5), "argument 'value': unknown member 'cnt'"),
                        arguments("box", Map.of(), "argument 'value': count is missing"),
                        arguments(
                                "box",
                                Collections.singletonMap("count", null),
                                "argument 'value': count: null is not allowed for int"),
                        arguments("box", Map.of("count", 5, "zzz", 1), "argument 'value': unknown member 'zzz'"),
                        arguments("flags", Map.of("c", 1), "argument 'value': unknown member 'c'"),
                        arguments(
                                "reading",
                                Map.of("value", 1e300),
                                "argument 'value': value: 1.0E300 is out of range for float"),
                        arguments("json", List.of(1), "argument 'value': a list is no JsonObject"),
                        arguments("sku", "a", "argument 'value': the value does not fit Sku"),
                        arguments("sku", 5, "argument 'value': 5 is no string"),
                        arguments(
                                "account",
                                Map.of("notes", Map.of("x", "n")),
                                "argument 'value': notes.x: a string is no integer"),
                        arguments(
                                "account",
                                Map.of("notes", Map.of("9".repeat(2001), "n")),
                                "argument 'value': notes." + "9".repeat(40) + "...: a string is no integer"),
                        arguments(
                                "account",
                                Map.of("rate", "9".repeat(2001)),
                                "argument 'value': rate: a string is no decimal"))
                .flatMap(each -> Stream.of(Wire.values())
                        .map(wire -> arguments(wire, each.get()[0], each.get()[1], each.get()[2])));
    }

    @ParameterizedTest
    @MethodSource
    void unfit(Wire wire, String method, Object argument, String message) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            RpcResponse response = client.call(method, argument);

            assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat(response.response()).isEqualTo(message);
        }
    }

    static Stream<Arguments> fits() {
        return Stream.of(
                        arguments("point", Map.of("y", 2, "x", 1), "Point[x=1, y=2]"),
                        arguments("flags", Map.of(), "false kept"),
                        arguments("flags", Map.of("b", true, "kept", "changed"), "true changed"),
                        arguments("note", Map.of(), "Note[text=null, author=Optional.empty, stars=null]"),
                        arguments("note", Map.of("author", "a"), "Note[text=null, author=Optional[a], stars=null]"),
                        arguments("open", Map.of("x", 1, "zzz", List.of(1)), "Open[x=1]"),
                        arguments("reading", Map.of("value", 1), "Reading[value=1.0, other=null]"),
                        arguments("longs", Arrays.asList(1, null), "[1, null]"),
                        arguments("json", Map.of("a", List.of(1)), "{\"a\":[1]}"),
                        arguments(
                                "account",
                                Map.of("balance", 5, "rate", 1.5, "notes", Map.of("-7", "n")),
                                "Account[owner=null, balance=5, rate=1.5, notes={-7=n}]"))
                .flatMap(each -> Stream.of(Wire.values())
                        .map(wire -> arguments(wire, each.get()[0], each.get()[1], each.get()[2])));
    }

    @ParameterizedTest
    @MethodSource
    void fits(Wire wire, String method, Object argument, String result) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call(method, argument).response()).isEqualTo(result);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "JSON_TEXT"})
    void hugeNumbersAreRefused(Wire wire) throws Exception {
        for (Object huge : List.of(BigInteger.TEN.pow(2000), new BigDecimal("0." + "3".repeat(2000)))) {
            try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
                RpcResponse response = client.call("account", Map.of("owner", "o", "balance", huge));

                assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
                assertThat((String) response.response()).contains("a number has more than 2000 digits");
            }
        }
    }

    @Test
    void hugeDecimalsInStringsAreRefused() throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), Wire.MSGPACK)) {
            assertThat(client.call("account", Map.of("rate", "9".repeat(1_000_000)))
                            .error())
                    .isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void adaptersApplyWhateverWasWrittenFirst(Wire wire) throws Exception {
        try (EngineServer fresh = EngineServer.start(new Handler());
                WireClient client = WireClient.connect(fresh.uri("/ws"), wire)) {
            assertThat(client.call("stock").response()).isEqualTo(Map.of("pieces", Map.of("sku:a", 1L)));
            assertThat(client.call("sku", "sku:a").response()).isEqualTo("sku:a");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void serializersApplyToCollectionsToo(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call("tags").response()).isEqualTo(List.of("a,b", Map.of("tags", "a,b")));
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void floatsThatJsonCannotEncodeAreNull(Wire wire) throws Exception {
        Map<String, Object> expected = new HashMap<>();
        expected.put("value", wire == Wire.MSGPACK ? Double.NaN : null);
        expected.put("other", wire == Wire.MSGPACK ? Double.POSITIVE_INFINITY : null);
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call("notANumber").response()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aSettingAllowsUnknownMembers(Wire wire) throws Exception {
        WebshocketSettings settings = WebshocketSettings.builder()
                .unknownMembers(UnknownMembers.ALLOW)
                .maxNumberDigits(30)
                .build();
        try (EngineServer lenient = EngineServer.start(settings, new Handler());
                WireClient client = WireClient.connect(lenient.uri("/ws"), wire)) {
            assertThat(client.call("box", Map.of("count", 5, "zzz", 1)).response())
                    .isEqualTo("Box[count=5]");
            assertThat(client.call("account", Map.of("rate", "1".repeat(31))).error())
                    .isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void treesOfJsonProcessingAreAccepted(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            JsonObject tree = Json.createObjectBuilder().add("k", 1).build();
            assertThat(client.call("json", tree).response()).isEqualTo("{\"k\":1}");
        }
    }
}
