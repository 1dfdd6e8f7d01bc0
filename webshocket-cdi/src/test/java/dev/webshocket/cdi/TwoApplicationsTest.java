package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.ClientConnection;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.platform.CallScopes;
import jakarta.enterprise.context.ContextNotActiveException;
import org.junit.jupiter.api.Test;

/** Two applications in one JVM, such as two WARs on one server. */
class TwoApplicationsTest {

    @Test
    void doNotShareTheCurrentCallOfAThread() {
        try (TestContainer one = TestContainer.of(First.class);
                TestContainer two = TestContainer.of(Second.class)) {
            ClientConnection ofOne = one.bean(ClientConnection.class);
            ClientConnection ofTwo = two.bean(ClientConnection.class);

            try (CallScopes.Scope outer = one.environment().scopes().enter(new FakeConnection("1"))) {
                assertThatThrownBy(ofTwo::uid).isInstanceOf(ContextNotActiveException.class);
                try (CallScopes.Scope inner = two.environment().scopes().enter(new FakeConnection("2"))) {
                    assertThat(ofOne.uid()).isEqualTo("1");
                    assertThat(ofTwo.uid()).isEqualTo("2");
                }
            }
        }
    }

    @Test
    void haveTheirOwnHandlersAndStates() {
        try (TestContainer one = TestContainer.of(First.class);
                TestContainer two = TestContainer.of(Second.class)) {
            one.environment().states().begin("1");

            assertThat(one.environment().handlers()).containsExactly(First.class);
            assertThat(two.environment().handlers()).containsExactly(Second.class);
            assertThat(two.environment().states().size()).isZero();
        }
    }

    @WebSocketHandler("/ws")
    public static class First {}

    @WebSocketHandler("/ws")
    public static class Second {}
}
