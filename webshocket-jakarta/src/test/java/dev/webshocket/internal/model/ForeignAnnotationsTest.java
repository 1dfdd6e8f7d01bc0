package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import javax.annotation.security.RolesAllowed;
import org.junit.jupiter.api.Test;

/** Annotations of other libraries. */
class ForeignAnnotationsTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.ForeignAnnotationsTest.";

    @WebSocketHandler("/ws")
    static class RestDefault {
        @RpcMethod
        String query(String text, @DefaultValue("10") int limit) {
            return text + limit;
        }
    }

    @Test
    void reportsADefaultValueOfRest() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0085",
                        "@DefaultValue on " + FIXTURES + "RestDefault#query(String, int)",
                        RestDefault.class))
                .endsWith(": parameter \"limit\": jakarta.ws.rs.DefaultValue has no effect here;"
                        + " import dev.webshocket.DefaultValue");
    }

    abstract static class RestBase {
        @RpcMethod
        String query(@QueryParam("q") String text) {
            return text;
        }
    }

    @WebSocketHandler("/ws")
    static class Inheriting extends RestBase {}

    @Test
    void checksInheritedMethods() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0085",
                        "@QueryParam on " + FIXTURES + "RestBase#query(String) (inherited by " + FIXTURES
                                + "Inheriting)",
                        Inheriting.class))
                .endsWith("import dev.webshocket.RpcParam, or read ClientConnection.query() for the handshake's query");
    }

    @WebSocketHandler("/rooms/{room}")
    static class Endpoint {
        @OnOpen
        void opened() {}

        @OnMessage
        void received(String text) {}

        @OnClose
        void closed() {}

        @OnError
        void failed(Throwable failure) {}

        @RpcMethod
        String room(@PathParam("room") String room) {
            return room;
        }
    }

    @Test
    void reportsAnnotationsOfEndpoints() {
        assertThat(problems(Endpoint.class))
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("WEBSHOCKET-0085"))
                .extracting(DefinitionProblem::message)
                .containsExactly(
                        "@PathParam on " + FIXTURES + "Endpoint#room(String): parameter \"room\":"
                                + " jakarta.websocket.server.PathParam has no effect here;"
                                + " read ClientConnection.pathParameters(), and remove it",
                        "@OnClose on " + FIXTURES + "Endpoint#closed(): jakarta.websocket.OnClose has no effect here;"
                                + " import dev.webshocket.OnDisconnect",
                        "@OnError on " + FIXTURES
                                + "Endpoint#failed(Throwable): jakarta.websocket.OnError has no effect"
                                + " here; remove it: exceptions of methods are logged",
                        "@OnOpen on " + FIXTURES + "Endpoint#opened(): jakarta.websocket.OnOpen has no effect here;"
                                + " import dev.webshocket.OnConnect",
                        "@OnMessage on " + FIXTURES + "Endpoint#received(String): jakarta.websocket.OnMessage has no"
                                + " effect here; import dev.webshocket.RpcMethod for calls, or dev.webshocket.OnReceive"
                                + " for other messages");
    }

    @WebSocketHandler("/ws")
    @RolesAllowed("staff")
    static class JavaEe {
        @RpcMethod
        @RolesAllowed("boss")
        void hire() {}
    }

    /** The annotation would protect nothing. */
    @Test
    void reportsRolesOfJavaEe() {
        assertThat(problems(JavaEe.class))
                .extracting(DefinitionProblem::toString)
                .containsExactly(
                        "WEBSHOCKET-0085: @WebSocketHandler on " + FIXTURES + "JavaEe:"
                                + " javax.annotation.security.RolesAllowed has no effect here;"
                                + " import jakarta.annotation.security.RolesAllowed",
                        "WEBSHOCKET-0085: @RolesAllowed on " + FIXTURES + "JavaEe#hire():"
                                + " javax.annotation.security.RolesAllowed has no effect here;"
                                + " import jakarta.annotation.security.RolesAllowed");
    }

    @WebSocketHandler("/ws")
    static class Resource {
        @RpcMethod
        @GET
        String query(@QueryParam("q") @dev.webshocket.DefaultValue("") @DefaultValue("") String text) {
            return text;
        }
    }

    @WebSocketHandler("/ws")
    @ServerEndpoint("/raw")
    static class AlsoAnEndpoint {
        @OnOpen
        public void opened() {}

        @RpcMethod
        void ping() {}
    }

    @Test
    void allowsThemWhereTheOtherLibraryUsesThem() {
        assertThat(problems(Resource.class)).isEmpty();
        assertThat(problems(AlsoAnEndpoint.class)).isEmpty();
    }
}
