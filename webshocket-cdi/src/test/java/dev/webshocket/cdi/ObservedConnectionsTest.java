package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.platform.ConnectionObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.junit.jupiter.api.Test;

/** Whether the engine has to tell of connections, which takes a thread for calls. */
class ObservedConnectionsTest {

    @WebSocketHandler("/ws")
    public static class Handler {
        @RpcMethod
        public String hello() {
            return "hello";
        }
    }

    @ApplicationScoped
    public static class OfConnected {
        void connected(@Observes @Connected ClientConnection connection) {}
    }

    @ApplicationScoped
    public static class OfSuspended {
        void suspended(@Observes @Suspended ClientConnection connection) {}
    }

    @ApplicationScoped
    public static class OfResumed {
        void resumed(@Observes @Resumed ClientConnection connection) {}
    }

    @ApplicationScoped
    public static class OfDisconnected {
        void disconnected(@Observes @Disconnected ClientConnection connection) {}
    }

    @ApplicationScoped
    public static class OfEverything {
        void event(@Observes Object event) {}
    }

    private static ConnectionObserver observer(Class<?>... beans) {
        try (TestContainer container = TestContainer.of(beans)) {
            return container.environment().observer();
        }
    }

    @Test
    void nobodyIsToldWhereNothingIsObserved() {
        assertThat(observer(Handler.class)).isSameAs(ConnectionObserver.NONE);
    }

    @Test
    void whoeverObservesIsTold() {
        assertThat(observer(Handler.class, OfConnected.class)).isNotSameAs(ConnectionObserver.NONE);
        assertThat(observer(Handler.class, OfSuspended.class)).isNotSameAs(ConnectionObserver.NONE);
        assertThat(observer(Handler.class, OfResumed.class)).isNotSameAs(ConnectionObserver.NONE);
        assertThat(observer(Handler.class, OfDisconnected.class)).isNotSameAs(ConnectionObserver.NONE);
        assertThat(observer(Handler.class, OfEverything.class)).isNotSameAs(ConnectionObserver.NONE);
    }
}
