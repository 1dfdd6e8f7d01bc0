package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls with access rules. */
public interface AccessFeatures extends ExampleService {

    private static Answer denied(String method) {
        return Answer.failure(-32002, "Access denied for RPC method '" + method + "'.");
    }

    @ParameterizedTest
    @EnumSource
    default void anAdminMayCallRestrictedMethods(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            assertThat(client.call("admin_action")).isEqualTo(denied("admin_action"));
            client.call("login", "alice");
            assertThat(client.call("admin_action")).isEqualTo(denied("admin_action"));
            client.call("login", "root", "admin");
            assertThat(client.call("admin_action")).isEqualTo(Answer.result("Secret data"));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void anEditorWithANameMayEdit(Encoding encoding) throws InterruptedException {
        try (DemoClient client = connect(encoding)) {
            assertThat(client.call("edit", "d1")).isEqualTo(denied("edit"));
            client.call("login", "alice", "viewer");
            assertThat(client.call("edit", "d1")).isEqualTo(denied("edit"));
            client.call("login", "alice", "editor");
            assertThat(client.call("edit", "d1")).isEqualTo(Answer.result("Editing d1"));
        }
    }
}
