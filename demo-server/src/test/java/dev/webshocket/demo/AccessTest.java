package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo's access rules and rate limits, in both encodings. */
@Tag("slow")
@ExtendWith(RunningDemo.class)
class AccessTest {

    private static DemoClient connect(Encoding encoding) {
        return new DemoClient(RunningDemo.server().uri("/ws"), encoding);
    }

    private static Answer denied(String method) {
        return Answer.failure(-32002, "Access denied for RPC method '" + method + "'.");
    }

    private static Map<String, Object> broadcast(Object data) {
        return Map.of("source", 1L, "data", data);
    }

    @ParameterizedTest
    @EnumSource
    void anAdminMayCallRestrictedMethods(Encoding encoding) throws InterruptedException {
        try (DemoClient admin = connect(encoding);
                DemoClient viewer = connect(encoding)) {
            admin.call("login", "root", "admin");
            viewer.call("login", "alice");
            assertThat(admin.call("admin_action")).isEqualTo(Answer.result("Secret data"));
            assertThat(viewer.call("admin_action")).isEqualTo(denied("admin_action"));
            assertThat(viewer.call("broadcast", "hi")).isEqualTo(denied("broadcast"));
            assertThat(viewer.call("notify_admins", "hi")).isEqualTo(denied("notify_admins"));

            admin.send("notify_admins", List.of("for admins"), Map.of());
            assertThat(admin.nextPacket()).isEqualTo(broadcast("for admins"));
            admin.send("broadcast", List.of("for all"), Map.of());
            // The first message that the viewer gets is the one for all.
            assertThat(viewer.nextPacket()).isEqualTo(broadcast("for all"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEditorMayEdit(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            assertThat(client.call("edit", "d1")).isEqualTo(denied("edit"));
            client.call("login", "alice", "viewer");
            assertThat(client.call("edit", "d1")).isEqualTo(denied("edit"));
            client.call("login", "alice", "editor");
            assertThat(client.call("edit", "d1")).isEqualTo(Answer.result("Editing d1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSixthQueryInAMinuteIsRefused(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.call("expensive_query", "q")).isEqualTo(Answer.result("Results for q"));
            }
            assertThat(client.call("expensive_query", "q"))
                    .isEqualTo(Answer.failure(-32000, "Rate limit exceeded for RPC method 'expensive_query'."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void exceedingTheChatLimitDisconnects(Encoding encoding) throws Exception {
        try (DemoClient client = connect(encoding)) {
            // A window ends after ten seconds, so a slow machine may need several to exceed the limit.
            int through = 0;
            Answer answer = client.call("chat", "hi");
            while (answer.equals(Answer.result("hi")) && through < 5_000) {
                through++;
                answer = client.call("chat", "hi");
            }
            assertThat(answer).isEqualTo(Answer.failure(-32000, "Rate limit exceeded for RPC method 'chat'."));
            assertThat(through).isGreaterThanOrEqualTo(100);
            assertThat(client.closeCode()).isEqualTo(1013);
        }
    }
}
