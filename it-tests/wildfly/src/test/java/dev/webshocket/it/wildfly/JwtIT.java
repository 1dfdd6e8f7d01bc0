package dev.webshocket.it.wildfly;

import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.jwt.ClaimsHandler;
import dev.webshocket.it.feature.JwtFeatures;
import dev.webshocket.it.managed.TestTokens;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** JSON Web Tokens that WildFly checks. */
@ExtendWith(ArquillianExtension.class)
class JwtIT implements JwtFeatures {

    /** Without it WildFly does not start MicroProfile JWT for an application. */
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <login-config>
                <auth-method>MP-JWT</auth-method>
              </login-config>
            </web-app>
            """;

    @Deployment(testable = false)
    static WebArchive jwt() {
        return Archives.war("jwt", ClaimsHandler.class, WildFlyJwtCheck.class)
                .addAsWebInfResource(new StringAsset(WEB_XML), "web.xml")
                .addAsResource(new StringAsset(TestTokens.config()), "META-INF/microprofile-config.properties");
    }

    @Override
    public Server server() {
        return new Server("jwt");
    }
}
