package dev.webshocket.it.payara;

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

/** JSON Web Tokens that Payara checks. */
@ExtendWith(ArquillianExtension.class)
class JwtIT implements JwtFeatures {

    @Deployment(testable = false)
    static WebArchive jwt() {
        return Archives.war("jwt", ClaimsHandler.class, PayaraJwtCheck.class)
                .addAsResource(new StringAsset(TestTokens.config()), "META-INF/microprofile-config.properties");
    }

    @Override
    public Server server() {
        return new Server("jwt");
    }
}
