package dev.webshocket.it.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.it.managed.TestUser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The identity of callers: the user of the handshake, for each way to log in. */
public interface IdentityFeatures {

    /** Returns a user of the server in the role "admin". */
    default TestUser admin() {
        return TestUser.ALICE;
    }

    /** Returns a user of the server in the role "viewer". */
    default TestUser viewer() {
        return TestUser.BOB;
    }

    /** Connects a client with the tested way to log in. */
    DemoClient connect(TestUser user) throws Exception;

    /** Tells whether the server's {@code SecurityContext} knows roles at all, even in a servlet. */
    static boolean securityContextKnowsRoles() {
        return Boolean.parseBoolean(System.getProperty("server.context.roles", "true"));
    }

    private static Map<String, Object> identity(TestUser user) {
        return identity(user, user.role());
    }

    private static Map<String, Object> inContext(TestUser user) {
        return identity(user, securityContextKnowsRoles() ? user.role() : "none");
    }

    private static Map<String, Object> identity(TestUser user, String role) {
        return Map.of("name", user.name(), "admin", role.equals("admin"), "viewer", role.equals("viewer"));
    }

    @Test
    default void theConnectionHasTheUserAndItsRoles() throws Exception {
        try (DemoClient admin = connect(admin());
                DemoClient viewer = connect(viewer())) {
            assertThat(admin.call("connection")).isEqualTo(Answer.result(identity(admin())));
            assertThat(viewer.call("connection")).isEqualTo(Answer.result(identity(viewer())));
        }
    }

    @Test
    default void rolesDecideWhoMayCall() throws Exception {
        try (DemoClient admin = connect(admin());
                DemoClient viewer = connect(viewer())) {
            assertThat(admin.call("secret")).isEqualTo(Answer.result("Secret data"));
            assertThat(viewer.call("secret"))
                    .isEqualTo(Answer.failure(-32002, "Access denied for RPC method 'secret'."));
        }
    }

    @Test
    default void theSecurityContextOfACallHasTheUser() throws Exception {
        try (DemoClient admin = connect(admin());
                DemoClient viewer = connect(viewer())) {
            assertThat(admin.call("context")).isEqualTo(Answer.result(inContext(admin())));
            assertThat(viewer.call("context")).isEqualTo(Answer.result(inContext(viewer())));
            assertThat(viewer.stream("contexts")).containsExactly(Answer.item(inContext(viewer())), Answer.ended());
        }
    }

    @Test
    default void theSecurityContextHasTheUserAfterAnEnterpriseBeanToo() throws Exception {
        try (DemoClient admin = connect(admin())) {
            assertThat(admin.call("context_after_bean")).isEqualTo(Answer.result(inContext(admin())));
        }
    }

    @Test
    default void enterpriseBeansAreCalledAsTheUser() throws Exception {
        try (DemoClient admin = connect(admin());
                DemoClient viewer = connect(viewer())) {
            assertThat(admin.call("bean")).isEqualTo(Answer.result(admin().name()));
            assertThat(admin.call("bean_secret")).isEqualTo(Answer.result("Secret data"));
            assertThat(viewer.call("bean")).isEqualTo(Answer.result(viewer().name()));
            assertThat(viewer.call("bean_secret").error()).isEqualTo(-32603L);
        }
    }
}
