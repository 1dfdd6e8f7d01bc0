package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Round trips of classes and records by the rules of JSON-B, over a real socket in every encoding. */
public class JsonbTypesTest {

    /** The parameters of an explicit canonical constructor do not get the annotations of the components. */
    public record Price(
            @JsonbProperty("cnt") int count,

            @JsonbNumberFormat(value = "#,##0.00", locale = "en")
            BigDecimal amount,

            @JsonbTransient String secret) {
        public Price(int count, BigDecimal amount, String secret) {
            this.count = count;
            this.amount = amount;
            this.secret = secret;
        }
    }

    public record Point(int x, int y) {}

    public record Page(List<Comment> comments) {}

    public record Comment(String text, List<Comment> replies) {}

    public record Folder(Map<String, Folder> folders) {}

    public record Times(List<Optional<Instant>> times) {}

    @JsonbNillable
    public static class Nulls {
        public String nothing;
        public Optional<Integer> empty = Optional.empty();

        @JsonbNillable(false)
        public String leftOut;
    }

    public static class Matrix {
        public int[][] cells;
        public double[] weights = {0.5};
        public boolean[][][] bits;
        public Point[] points;
    }

    public record Nest(Set<Nest> nests) {}

    @WebSocketHandler("/ws")
    public static class Handler {

        @RpcMethod
        Price price(Price value) {
            return value;
        }

        @RpcMethod
        Set<Point> set(Set<Point> value) {
            return value;
        }

        // Each of these types contains another one, and is read after or before it.

        @RpcMethod
        List<Comment> comments(List<Comment> value) {
            return value;
        }

        @RpcMethod
        Page page(Page value) {
            return value;
        }

        @RpcMethod
        Map<String, Folder> folders(Map<String, Folder> value) {
            return value;
        }

        @RpcMethod
        Folder folder(Folder value) {
            return value;
        }

        @RpcMethod
        Times times(Times value) {
            return value;
        }

        @RpcMethod
        Nulls nulls(Nulls value) {
            return value;
        }

        @RpcMethod
        Matrix matrix(Matrix value) {
            return value;
        }
    }

    @WebSocketHandler("/ws")
    public static class Nesting {
        @RpcMethod
        public void nest(List<Nest> nests) {}
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

    static Stream<Arguments> fits() {
        Map<String, Object> point = Map.of("x", 1L, "y", 2L);
        Map<String, Object> comment = Map.of("text", "a", "replies", List.of(Map.of("text", "b")));
        Map<String, Object> nulls = new HashMap<>();
        nulls.put("nothing", null);
        nulls.put("empty", null);
        return wired(Stream.of(
                same("price", Map.of("cnt", 5L, "amount", "1,234.50")),
                same("set", List.of(point)),
                arguments("set", Collections.nCopies(143, point), List.of(point)),
                same("comments", List.of(comment)),
                same("page", Map.of("comments", List.of(comment))),
                same("folders", Map.of("a", Map.of("folders", Map.of("b", Map.of())))),
                same("folder", Map.of("folders", Map.of("b", Map.of()))),
                same("times", Map.of("times", Arrays.asList("2026-01-31T10:15:30Z", null))),
                arguments("nulls", Map.of(), nulls),
                arguments("nulls", Map.of("leftOut", "x", "nothing", "y"), with(nulls, "leftOut", "x", "nothing", "y")),
                same(
                        "matrix",
                        Map.of(
                                "cells", List.of(List.of(1L, 2L), List.of()),
                                "weights", List.of(1.5, -2.0),
                                "bits", List.of(List.of(List.of(true, false))),
                                "points", Arrays.asList(point, null))),
                arguments("matrix", Map.of(), Map.of("weights", List.of(0.5)))));
    }

    @ParameterizedTest
    @MethodSource
    void fits(Wire wire, String method, Object argument, Object result) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            assertThat(client.call(method, argument).response()).isEqualTo(result);
        }
    }

    static Stream<Arguments> unfit() {
        List<?> colliding = IntStream.range(0, 2_000)
                .mapToObj(i -> Map.of("x", i, "y", -31 * i))
                .toList();
        return wired(Stream.of(
                arguments("price", Map.of("count", 5L), "unknown member 'count'"),
                arguments("price", Map.of("cnt", 5L, "secret", "x"), "unknown member 'secret'"),
                arguments(
                        "price",
                        Map.of("cnt", 5L, "amount", "1E-2147483648"),
                        "amount: the string is no formatted BigDecimal"),
                arguments("set", colliding, "too many values have the same hash code"),
                arguments(
                        "comments",
                        List.of(Map.of("replies", List.of(Map.of("text", 1)))),
                        "[0].replies[0].text: 1 is no string"),
                arguments("folders", Map.of("a", Map.of("folders", List.of())), "a.folders: a list is no map"),
                arguments("times", Map.of("times", List.of("x")), "times[0]: the string is no timestamp"),
                arguments("matrix", Map.of("cells", List.of(1L)), "cells[0]: 1 is no list"),
                arguments("matrix", Map.of("cells", List.of(List.of(1L, "2"))), "cells[0][1]: a string is no int"),
                arguments(
                        "matrix",
                        Map.of("weights", Arrays.asList(0.5, null)),
                        "weights[1]: null is not allowed for double")));
    }

    @ParameterizedTest
    @MethodSource
    void unfit(Wire wire, String method, Object argument, String message) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/ws"), wire)) {
            RpcResponse response = client.call(method, argument);

            assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code());
            assertThat(response.response()).isEqualTo("argument 'value': " + message);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theSameObjectIsReadWhicheverTypeIsReadFirst(Wire wire) throws Exception {
        Map<String, Object> page = Map.of("comments", List.of(Map.of("text", "a", "replies", List.of())));
        for (String first : List.of("page", "comments")) {
            try (EngineServer fresh = EngineServer.start(new Handler());
                    WireClient client = WireClient.connect(fresh.uri("/ws"), wire)) {
                client.call(first, first.equals("page") ? page : page.get("comments"));

                assertThat(client.call("page", page).response()).isEqualTo(page);
                assertThat(client.call("comments", page.get("comments")).response())
                        .isEqualTo(page.get("comments"));
            }
        }
    }

    @Test
    void setsThatContainThemselvesAreRefusedAtDeployment() {
        assertThatThrownBy(() -> EngineServer.start(new Nesting()).close())
                .hasMessageContaining("WEBSHOCKET-0071")
                .hasMessageContaining("nest")
                .hasMessageContaining("is a set within itself, which takes too long to fill; take a list");
    }

    private static Arguments same(String method, Object argument) {
        return arguments(method, argument, argument);
    }

    private static Map<String, Object> with(Map<String, Object> map, Object... more) {
        Map<String, Object> copy = new HashMap<>(map);
        for (int i = 0; i < more.length; i += 2) {
            copy.put((String) more[i], more[i + 1]);
        }
        return copy;
    }

    private static Stream<Arguments> wired(Stream<Arguments> rows) {
        return rows.flatMap(each ->
                Stream.of(Wire.values()).map(wire -> arguments(wire, each.get()[0], each.get()[1], each.get()[2])));
    }
}
