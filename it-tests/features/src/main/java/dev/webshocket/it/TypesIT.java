package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.app.types.TypesHandler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arguments and results of Java types, with the server's JSON-B. */
@ExtendWith(ArquillianExtension.class)
class TypesIT {

    private static final Map<String, Object> POINT = Map.of("x", 1L, "y", 2L);
    private static final String MANY_DIGITS = "9".repeat(300_000);

    private final Server server = new Server("types");

    @Deployment(testable = false)
    static WebArchive types() {
        return Archives.war("types").addPackage(TypesHandler.class.getPackage());
    }

    @ParameterizedTest
    @EnumSource
    void acceptsMatchingValues(Encoding encoding) throws Exception {
        Map<String, Object> shape =
                Map.of("name", "line", "points", List.of(POINT), "layers", Map.of("a", List.of(POINT)));
        try (DemoClient client = server.connect("/ws", encoding)) {
            assertThat(client.call("points", List.of(POINT))).isEqualTo(Answer.result(List.of(POINT)));
            assertThat(client.call("array_list", List.of(POINT))).isEqualTo(Answer.result(List.of(POINT)));
            assertThat(client.call("linked_list", List.of(1L))).isEqualTo(Answer.result(List.of(1L)));
            assertThat(client.call("hash_map", Map.of("a", 1L))).isEqualTo(Answer.result(Map.of("a", 1L)));
            assertThat(client.call("day", "2026-01-01")).isEqualTo(Answer.result("2026-01-01"));
            assertThat(client.call("shape", shape)).isEqualTo(Answer.result(shape));
            assertThat(client.call("flag", Map.of("up", true)))
                    .isEqualTo(Answer.result(Map.of("up", true, "colour", "red")));
            assertThat(client.call("object", POINT)).isEqualTo(Answer.result(POINT));
            assertThat(client.call("count", "of", POINT, POINT)).isEqualTo(Answer.result(2L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesMismatchingValues(Encoding encoding) throws Exception {
        try (DemoClient client = server.connect("/ws", encoding)) {
            refused(client, "points", List.of(POINT, "junk"));
            refused(client, "array_list", List.of(List.of(POINT), POINT));
            refused(client, "linked_list", List.of("1"));
            refused(client, "hash_map", List.of(1L));
            refused(client, "day", List.of("2026-01-01"));
            refused(client, "shape", Map.of("points", List.of(5L, POINT)));
            refused(client, "shape", Map.of("layers", Map.of("a", List.of(Map.of("x", "1", "y", 2L)))));
            refused(client, "shape", Map.of("nmae", "line"));
            refused(client, "flag", Map.of("up", "yes"));
            refused(client, "flag", Map.of("up", 1L));
            refused(client, "object", List.of(1L));
            refused(client, "sku", "a");
            refused(client, "account", Map.of("balance", "1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsThePathOfAMismatch(Encoding encoding) throws Exception {
        try (DemoClient client = server.connect("/ws", encoding)) {
            Answer answer = client.call("shape", Map.of("points", List.of(5L)));

            assertThat((String) answer.response()).startsWith("argument 'shape': points[0]:");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesLongNumbersWithoutReadingThem(Encoding encoding) throws Exception {
        try (DemoClient client = server.connect("/ws", encoding)) {
            refused(client, "account", Map.of("balance", MANY_DIGITS));
            refused(client, "account", Map.of("rate", MANY_DIGITS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesByAdaptersInAnyOrder(Encoding encoding) throws Exception {
        Map<String, Object> stock = Map.of("pieces", Map.of("sku:a", 1L));
        try (DemoClient client = server.connect("/ws", encoding)) {
            assertThat(client.call("stock", stock)).isEqualTo(Answer.result(stock));
            assertThat(client.call("sku", "sku:a")).isEqualTo(Answer.result("sku:a"));
            assertThat(client.call("stock", stock)).isEqualTo(Answer.result(stock));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNanAndInfinities(Encoding encoding) throws Exception {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("degrees", encoding == Encoding.JSON ? null : Double.NaN);
        expected.put("metres", encoding == Encoding.JSON ? null : Double.NaN);
        try (DemoClient client = server.connect("/ws", encoding)) {
            assertThat(client.call("nowhere")).isEqualTo(Answer.result(expected));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheApplicationsErrorCode(Encoding encoding) throws Exception {
        try (DemoClient client = server.connect("/ws", encoding)) {
            String id = client.send("fail", Arrays.asList(), Map.of());
            Map<?, ?> rpc = (Map<?, ?>) client.nextPacket().get("rpc");

            assertThat(rpc.get("call_id")).isEqualTo(id);
            assertThat(rpc.get("error")).isEqualTo(4711L);
            assertThat(rpc.get("response")).isEqualTo("no such ticket");
            assertThat(rpc.get("data")).isEqualTo(Map.of("ticket", 7L));
        }
    }

    private static void refused(DemoClient client, String method, Object argument) throws InterruptedException {
        assertThat(client.call(method, argument).error())
                .as("%s(%s)", method, argument.toString().length() > 100 ? "..." : argument)
                .isEqualTo(-32602L);
    }
}
