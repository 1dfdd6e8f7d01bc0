package dev.webshocket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.it.app.scopes.Ledger;
import dev.webshocket.it.app.scopes.ScopesHandler;
import dev.webshocket.it.app.scopes.Visit;
import dev.webshocket.spi.extension.ChannelRegistry;
import dev.webshocket.spi.extension.RateLimitBuckets;
import dev.webshocket.spi.extension.SessionStates;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What other beans of the application can use, on a thread without a call. Runs inside the server. */
@ExtendWith(ArquillianExtension.class)
class InsideIT {

    @Inject
    Channels channels;

    @Inject
    WebshocketSettings settings;

    @Inject
    SessionStates states;

    @Inject
    ChannelRegistry registry;

    @Inject
    RateLimitBuckets buckets;

    @Inject
    ScopesHandler handler;

    @Inject
    Ledger ledger;

    @Inject
    Visit visit;

    @Inject
    ClientConnection connection;

    @Deployment
    static WebArchive inside() {
        return Archives.war("inside")
                .addPackage(ScopesHandler.class.getPackage())
                .addAsLibrary(Archives.libraryOf(Assertions.class));
    }

    @Test
    void messagesCanBeSentFromAnywhere() {
        assertThat(channels.broadcast("nobody hears it")).isZero();
        assertThat(channels.at("/ws").publish("news", "nor this")).isZero();
    }

    @Test
    void theEnginesObjectsCanBeInjected() {
        assertThat(settings).isEqualTo(WebshocketSettings.defaults());
        assertThat(states.size()).isZero();
        assertThat(registry).isNotNull();
        assertThat(buckets).isNotNull();
    }

    @Test
    void aHandlerIsABean() {
        assertThat(ledger.next()).isPositive();
        assertThatThrownBy(handler::counts).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void thereIsNoConnectionOutsideOfCalls() {
        assertThatThrownBy(connection::uid).isInstanceOf(ContextNotActiveException.class);
        assertThatThrownBy(visit::next).isInstanceOf(ContextNotActiveException.class);
    }
}
