package dev.webshocket.it.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.DemoClient.Answer;
import dev.webshocket.demo.Encoding;
import dev.webshocket.it.Browser;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.login.AccountServlet;
import dev.webshocket.it.feature.IdentityFeatures;
import dev.webshocket.it.managed.TestUser;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's users, logged in with a form: the handshake has the cookie of their session. */
@ExtendWith(ArquillianExtension.class)
class FormLoginIT implements IdentityFeatures {

    private static final String LOGIN = """
            <login-config>
              <auth-method>FORM</auth-method>
              <form-login-config>
                <form-login-page>/login.html</form-login-page>
                <form-error-page>/failed.html</form-error-page>
              </form-login-config>
            </login-config>
            """;

    private final Server server = new Server("forms");

    @Deployment(testable = false)
    static WebArchive forms() {
        return SecuredWar.named("forms", LOGIN)
                .addPackage(AccountServlet.class.getPackage())
                .addAsWebResource(new StringAsset("Who are you?"), "login.html")
                .addAsWebResource(new StringAsset("That is not true."), "failed.html");
    }

    @Override
    public DemoClient connect(TestUser user) throws Exception {
        Browser browser = new Browser(server);
        logIn(browser, user);
        return connect(browser);
    }

    private DemoClient connect(Browser browser) {
        return server.connect("/ws", Encoding.JSON, browser.cookies());
    }

    private static void logIn(Browser browser, TestUser user) throws Exception {
        assertThat(browser.get("/account")).isEqualTo("Who are you?");
        assertThat(browser.logIn(user.name(), user.password())).isEqualTo("Account of " + user.name());
    }

    /** The answer is the login page, or sends the client there. */
    @Test
    @DisabledIfSystemProperty(named = "server.form.refuses", matches = "false")
    void anAnonymousHandshakeIsRefused() {
        assertThat(server.refusal("/ws", Map.of())).isIn(200, 302);
    }

    @Test
    void aFailedLoginStaysAnonymous() throws Exception {
        Browser browser = new Browser(server);
        browser.get("/account");
        assertThat(browser.logIn("alice", "guess")).isEqualTo("That is not true.");

        try (DemoClient client = server.connect("/lobby", Encoding.MSGPACK, browser.cookies())) {
            assertThat(client.call("name")).isEqualTo(Answer.result("nobody"));
            assertThat(client.call("office").error()).isEqualTo(-32002L);
        }
    }

    @Test
    void wherePathsAreOpenRolesDecideWhoMayCall() throws Exception {
        Browser browser = new Browser(server);
        logIn(browser, TestUser.ALICE);
        try (DemoClient nobody = server.connect("/lobby", Encoding.JSON);
                DemoClient alice = server.connect("/lobby", Encoding.JSON, browser.cookies())) {
            assertThat(nobody.call("name")).isEqualTo(Answer.result("nobody"));
            assertThat(nobody.call("admin_name")).isEqualTo(Answer.result("nobody"));
            assertThat(nobody.call("office").error()).isEqualTo(-32002L);
            assertThat(alice.call("name")).isEqualTo(Answer.result("alice"));
            assertThat(alice.call("admin_name"))
                    .isEqualTo(Answer.result(IdentityFeatures.securityContextKnowsRoles() ? "alice" : "nobody"));
            assertThat(alice.call("office")).isEqualTo(Answer.result("Come in"));
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "server.form.session", matches = "false")
    void aLogoutClosesTheConnectionsOfTheSession() throws Exception {
        Browser browser = new Browser(server);
        logIn(browser, TestUser.ALICE);
        try (DemoClient client = connect(browser)) {
            assertThat(client.call("secret")).isEqualTo(Answer.result("Secret data"));

            browser.send("DELETE", "/account");

            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(browser.get("/account")).isEqualTo("Who are you?");
        }
    }
}
