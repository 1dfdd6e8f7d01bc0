package dev.webshocket.it.enterprise;

import dev.webshocket.it.Archives;
import dev.webshocket.it.app.secured.SecuredHandler;
import dev.webshocket.it.app.secured.Vault;
import dev.webshocket.it.managed.TestUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications with a service for authenticated users only. */
final class SecuredWar {

    private static final String END = "</web-app>";

    private SecuredWar() {}

    /**
     * Returns an application.
     *
     * @param login the element {@code login-config} of web.xml, or nothing
     */
    static WebArchive named(String name, String login) {
        String webXml = resource("/secured/web.xml").replace(END, login + END);
        return Archives.war(name, SecuredHandler.class, Vault.class)
                .addAsWebInfResource(new StringAsset(webXml), "web.xml")
                .addAsWebInfResource("secured/glassfish-web.xml", "glassfish-web.xml");
    }

    /** Returns an application with its own users, unknown to the server. */
    static WebArchive withUsersOfItsOwn(String name) {
        return named(name, "").addClass(TestUser.class).addAsWebInfResource("secured/jboss-web.xml", "jboss-web.xml");
    }

    private static String resource(String name) {
        try (InputStream in = SecuredWar.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
