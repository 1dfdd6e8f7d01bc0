package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.problems;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnReceive;
import dev.webshocket.OnResume;
import dev.webshocket.OnSuspend;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import jakarta.websocket.CloseReason;
import org.junit.jupiter.api.Test;

class CallbackRulesTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.CallbackRulesTest.";

    @WebSocketHandler("/ws")
    static class AllKinds {
        @OnConnect
        void connect(ClientConnection connection) {}

        @OnReceive
        void receive(Packet packet, ClientConnection connection) {}

        @OnSuspend
        void suspend(ClientConnection connection, CloseReason reason) {}

        @OnResume
        void resume(ClientConnection connection) {}

        @OnDisconnect
        void disconnect(CloseReason reason) {}
    }

    @Test
    void readsEachKindWithItsParameters() {
        ServiceModel service = service(AllKinds.class);
        assertThat(service.onConnect())
                .singleElement()
                .extracting(CallbackModel::parameters)
                .asInstanceOf(LIST)
                .containsExactly(CallbackParameter.CONNECTION);
        assertThat(service.onReceive())
                .singleElement()
                .extracting(CallbackModel::parameters)
                .asInstanceOf(LIST)
                .containsExactly(CallbackParameter.PACKET, CallbackParameter.CONNECTION);
        assertThat(service.onSuspend())
                .singleElement()
                .extracting(CallbackModel::parameters)
                .asInstanceOf(LIST)
                .containsExactly(CallbackParameter.CONNECTION, CallbackParameter.CLOSE_REASON);
        assertThat(service.onResume())
                .singleElement()
                .extracting(CallbackModel::parameters)
                .asInstanceOf(LIST)
                .containsExactly(CallbackParameter.CONNECTION);
        assertThat(service.onDisconnect())
                .singleElement()
                .extracting(CallbackModel::parameters)
                .asInstanceOf(LIST)
                .containsExactly(CallbackParameter.CLOSE_REASON);
    }

    @WebSocketHandler("/ws")
    static class Returning {
        @OnReceive
        String receive() {
            return "";
        }
    }

    @Test
    void rejectsAResult() {
        onlyProblem("WEBSHOCKET-0076", "@OnReceive on " + FIXTURES + "Returning#receive()", Returning.class);
    }

    @WebSocketHandler("/ws")
    static class WrongParameter {
        @OnConnect
        void connect(ClientConnection connection, Packet packet) {}
    }

    @Test
    void rejectsAParameterOfAnotherKind() {
        String message = onlyProblem(
                "WEBSHOCKET-0077",
                "@OnConnect on " + FIXTURES + "WrongParameter#connect(ClientConnection, Packet)",
                WrongParameter.class);
        assertThat(message).contains("parameter 2").contains("dev.webshocket.packet.Packet");
    }

    @WebSocketHandler("/ws")
    static class ResumedFor {
        @OnResume
        void resume(CloseReason reason) {}
    }

    @Test
    void rejectsACloseReasonWhereNothingIsClosed() {
        onlyProblem("WEBSHOCKET-0077", "@OnResume on " + FIXTURES + "ResumedFor#resume(CloseReason)", ResumedFor.class);
    }

    @WebSocketHandler("/ws")
    static class OnlySuspended {
        @OnSuspend
        void suspend() {}
    }

    @Test
    void anyCallbackServes() {
        assertThat(problems(OnlySuspended.class)).isEmpty();
    }

    @WebSocketHandler("/ws")
    static class Repeated {
        @OnConnect
        void connect(ClientConnection one, ClientConnection two, ClientConnection three) {}
    }

    @Test
    void rejectsARepeatedParameterOnce() {
        onlyProblem(
                "WEBSHOCKET-0078",
                "@OnConnect on " + FIXTURES + "Repeated#connect(ClientConnection, ClientConnection, ClientConnection)",
                Repeated.class);
    }

    @WebSocketHandler("/ws")
    static class Several {
        @OnConnect
        void first() {}

        @OnConnect
        void second() {}
    }

    @Test
    void rejectsSeveralOfAKindInOneClass() {
        String message = onlyProblem("WEBSHOCKET-0079", "@OnConnect on " + FIXTURES + "Several#first()", Several.class);
        assertThat(message).contains(FIXTURES + "Several#second()");
    }

    @WebSocketHandler("/ws")
    static class Inheriting extends AllKinds {
        @OnConnect
        void another() {}
    }

    @Test
    void countsInheritedCallbacks() {
        assertThat(problems(Inheriting.class))
                .extracting(DefinitionProblem::code)
                .containsExactly("WEBSHOCKET-0079");
    }

    @WebSocketHandler("/ws")
    static class Overriding extends AllKinds {
        @Override
        @OnConnect
        void connect(ClientConnection connection) {}

        @Override
        void receive(Packet packet, ClientConnection connection) {}
    }

    @Test
    void followsOverriding() {
        ServiceModel service = service(Overriding.class);
        assertThat(service.onConnect())
                .singleElement()
                .extracting(c -> c.method().getDeclaringClass())
                .isEqualTo(Overriding.class);
        assertThat(service.onReceive()).isEmpty();
        assertThat(service.onDisconnect()).hasSize(1);
    }

    @WebSocketHandler("/ws")
    static class Other {
        @OnConnect
        void connect() {}
    }

    @Test
    void keepsTheOrderOfTheClasses() {
        assertThat(service(Other.class, AllKinds.class).onConnect())
                .extracting(CallbackModel::handlerIndex)
                .containsExactly(0, 1);
        assertThat(service(AllKinds.class, Other.class).onConnect())
                .extracting(c -> c.method().getDeclaringClass().getSimpleName())
                .containsExactly("AllKinds", "Other");
    }
}
