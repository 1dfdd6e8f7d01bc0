package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.NonBlocking;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.docs.SecureHandler;
import dev.webshocket.docs.StaffHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Access rules, over a real socket in every encoding. */
class AccessCallsTest {

    static class Broken implements Rule {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> connection.get("level", Integer.class) > 3;
        }
    }

    @WebSocketHandler("/secure")
    static class More {

        final AtomicInteger calls = new AtomicInteger();

        @RpcMethod
        @Requires(Broken.class)
        String broken() {
            calls.incrementAndGet();
            return "never";
        }

        @RpcMethod("admin_at_once")
        @NonBlocking
        @Is("is_admin")
        String adminAtOnce() {
            return "at once";
        }

        @RpcMethod("admin_beside")
        @Concurrent
        @Is("is_admin")
        String adminBeside() {
            return "beside";
        }

        @RpcMethod("hold_beside")
        @Concurrent
        void holdBeside() throws InterruptedException {
            HELD_BESIDE.acquire();
        }

        @RpcMethod("watch_secrets")
        @Has("username")
        void watchSecrets(int n, RpcStream<Integer> out) {
            calls.incrementAndGet();
            out.send(n);
        }
    }

    private static final Semaphore HELD_BESIDE = new Semaphore(0);
    private static final More MORE = new More();
    private static EngineServer server;

    @BeforeAll
    static void start() throws Exception {
        server = EngineServer.start(
                new SecureHandler(), MORE, new StaffHandler.Admin(), new StaffHandler.Roles(), new StaffHandler.Door());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void assertDenied(RpcResponse response, String method) {
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_ACCESS_DENIED.code());
        assertThat(response.response()).isEqualTo("Access denied for RPC method '" + method + "'.");
    }

    @ParameterizedTest
    @EnumSource
    void onlyAdminsMayGetTheSecretData(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/secure"), wire)) {
            assertDenied(client.call("admin_action"), "admin_action");
            client.call("become", "is_admin", false);
            assertDenied(client.call("admin_action"), "admin_action");
            client.call("become", "is_admin", true);
            assertThat(client.call("admin_action").response()).isEqualTo("Secret data");
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyEditorsWithANameMayEdit(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/secure"), wire)) {
            client.call("become", "role", "editor");
            assertDenied(client.call("edit", "d1"), "edit");
            client.call("become", "username", "");
            assertThat(client.call("edit", "d1").response()).isEqualTo("Editing d1");
            client.call("become", "role", "reader");
            assertDenied(client.call("edit", "d1"), "edit");
        }
    }

    @ParameterizedTest
    @EnumSource
    void accessIsDeniedBeforeArgumentsAreRead(Wire wire) throws Exception {
        int calls = MORE.calls.get();
        try (WireClient client = WireClient.connect(server.uri("/secure"), wire)) {
            assertDenied(client.call("edit"), "edit");
            assertDenied(client.call("edit", 1, 2, 3), "edit");
            RpcResponse stream = client.call("watch_secrets", "no number");
            assertDenied(stream, "watch_secrets");
            assertThat(stream.stream()).isFalse();
        }
        assertThat(MORE.calls).hasValue(calls);
    }

    @ParameterizedTest
    @EnumSource
    void rulesAreTestedWhenTheCallLeavesTheQueue(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/secure"), wire)) {
            client.call("become", "is_admin", false);
            String becoming = client.request("become", List.of("is_admin", true), Map.of());
            String granted = client.request("admin_action", List.of(), Map.of());
            String quick = client.request("admin_at_once", List.of(), Map.of());
            String resigning = client.request("become", List.of("is_admin", false), Map.of());
            String denied = client.request("admin_at_once", List.of(), Map.of());
            assertThat(client.response(becoming).error()).isNull();
            assertThat(client.response(granted).response()).isEqualTo("Secret data");
            assertThat(client.response(quick).response()).isEqualTo("at once");
            assertThat(client.response(resigning).error()).isNull();
            assertDenied(client.response(denied), "admin_at_once");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rulesOfPostponedConcurrentCallsAreTestedWhenTheyStart(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/secure"), wire)) {
            client.call("become", "is_admin", true);
            for (int i = 0; i < 16; i++) {
                client.request("hold_beside", List.of(), Map.of());
            }
            String aside = client.request("admin_beside", List.of(), Map.of());
            client.response(client.request("become", List.of("is_admin", false), Map.of()));
            HELD_BESIDE.release(16);
            RpcResponse response = client.response();
            for (int i = 0; i < 16; i++) {
                response = response.callId().equals(aside) ? response : client.response();
            }
            assertDenied(response, "admin_beside");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatThrowsDeniesAndIsLogged(Wire wire) throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                WireClient client = WireClient.connect(server.uri("/secure"), wire)) {
            server.forgetLogged();
            assertDenied(client.call("broken"), "broken");
            client.call("become", "level", "high");
            assertDenied(client.call("broken"), "broken");
            assertThat(log.records())
                    .extracting(LogRecord::getMessage)
                    .hasSize(2)
                    .allMatch(message -> message.startsWith("WEBSHOCKET-0210: ") && message.contains("\"broken\""));
            assertThat(log.records())
                    .extracting(LogRecord::getThrown)
                    .hasExactlyElementsOfTypes(NullPointerException.class, ClassCastException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationsAnnotationAndRuleApplyTogether(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/staff"), wire)) {
            client.call("become", "on_call", true);
            assertDenied(client.call("delete", "d1"), "delete");
            client.call("become", "role", "root");
            assertThat(client.call("delete", "d1").response()).isEqualTo("Deleted d1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnonymousClientHasNoRole(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/staff/roles"), wire)) {
            assertDenied(client.call("salary"), "salary");
            assertDenied(client.call("hire", "Bob"), "hire");
            assertThat(client.call("hours").response()).isEqualTo("9 to 5");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAttributeThatIsSetToNullIsMissing(Wire wire) throws Exception {
        try (WireClient client = WireClient.connect(server.uri("/secure"), wire)) {
            client.call("become", "role", "editor");
            client.call("become", "username", "alice");
            assertThat(client.call("edit", "d").error()).isNull();
            client.response(client.request("become", Arrays.asList("username", null), Map.of()));
            assertDenied(client.call("edit", "d"), "edit");
        }
    }
}
