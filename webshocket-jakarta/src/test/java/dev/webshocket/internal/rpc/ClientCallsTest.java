package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.webshocket.ClientCallException;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server's calls of its clients, over real sockets, by a client that a test moves step by step. */
class ClientCallsTest {

    private final AskingHandler handler = new AskingHandler();
    private EngineServer server;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(WebshocketSettings.builder().clientCalls(3).build(), handler);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private SessionSocket open(Wire wire) throws Exception {
        return SessionSocket.open(server.uri("/asking"), wire);
    }

    private static RpcRequest request(SessionSocket client) throws Exception {
        return (RpcRequest) client.packet().rpc();
    }

    private static void answer(SessionSocket client, RpcRequest request, Object result) {
        client.send(Packet.rpc(RpcResponse.result(request.callId(), result)));
    }

    private static Object resultOf(SessionSocket client, String id) throws Exception {
        RpcResponse response = client.response();
        assertThat(response.callId()).isEqualTo(id);
        assertThat(response.error()).as("%s", response.response()).isNull();
        return response.response();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theResultIsThatOfTheClient(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            for (String method : List.of("ask", "askAsync", "askAsyncAtOnce")) {
                client.request(method, method, "how?");
                RpcRequest asked = request(client);
                assertThat(asked.method()).isEqualTo("answer");
                assertThat(asked.args()).containsExactly("how?");
                assertThat(asked.kwargs()).isEmpty();
                answer(client, asked, "so");
                assertThat(resultOf(client, method)).isEqualTo("so");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void idsOfBothSidesAreTheirOwn(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("1", "askAsync", "a");
            RpcRequest first = request(client);
            client.request("2", "askAsync", "b");
            RpcRequest second = request(client);
            assertThat(first.callId()).isNotEqualTo(second.callId());
            answer(client, second, "B");
            assertThat(resultOf(client, "2")).isEqualTo("B");
            answer(client, first, "A");
            assertThat(resultOf(client, "1")).isEqualTo("A");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theClientMayCallInOrderToAnswer(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("outer", "ask", "outer");
            RpcRequest outer = request(client);
            client.request("inner", "ask", "inner");
            RpcRequest inner = request(client);
            client.request("note", "note", "noted");
            assertThat(resultOf(client, "note")).isNull();
            answer(client, inner, "i");
            assertThat(resultOf(client, "inner")).isEqualTo("i");
            answer(client, outer, "o");
            assertThat(resultOf(client, "outer")).isEqualTo("o");
            assertThat(handler.ran).containsExactly("ask outer", "ask inner", "noted", "answered i", "answered o");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void laterCallsKeepTheirOrder(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("ask", "ask", "first");
            for (int i = 0; i < 20; i++) {
                client.request("note" + i, "note", "note " + i);
            }
            RpcRequest asked = request(client);
            for (int i = 0; i < 20; i++) {
                assertThat(resultOf(client, "note" + i)).isNull();
            }
            answer(client, asked, "last");
            assertThat(resultOf(client, "ask")).isEqualTo("last");
            assertThat(handler.ran.get(0)).isEqualTo("ask first");
            for (int i = 0; i < 20; i++) {
                assertThat(handler.ran.get(1 + i)).isEqualTo("note " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theErrorOfTheClientPassesToTheCaller(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("own", "ask", "?");
            client.send(Packet.rpc(
                    new RpcResponse(request(client).callId(), "not now", 7, false, false, Map.of("retry", 5L))));
            RpcResponse own = client.response();
            assertThat(own.error()).isEqualTo(7);
            assertThat(own.response()).isEqualTo("not now");
            assertThat(own.data()).isEqualTo(Map.of("retry", 5L));

            client.request("reserved", "ask", "?");
            client.send(Packet.rpc(RpcResponse.failure(
                    request(client).callId(), RpcErrorCode.RPC_METHOD_NOT_FOUND, "RPC method 'answer' not found.")));
            RpcResponse reserved = client.response();
            assertThat(reserved.error()).isEqualTo(RpcErrorCode.RPC_APPLICATION_ERROR.code());
            assertThat(reserved.response()).isEqualTo("RPC method 'answer' not found.");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void resultsAreBoundToTypes(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("good", "reading");
            answer(client, request(client), Map.of("sensor", "s", "value", 3));
            assertThat(resultOf(client, "good")).isEqualTo(3L);

            client.request("bad", "askNumber");
            answer(client, request(client), "many");
            assertThat(resultOf(client, "bad")).asString().startsWith("WEBSHOCKET-0358: the client's answer");

            client.request("none", "askUnreadable");
            assertThat(resultOf(client, "none")).asString().startsWith("no result can become a java.lang.Thread");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aStreamIsNoResult(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("1", "askNumber");
            RpcRequest asked = request(client);
            client.send(Packet.rpc(RpcResponse.item(asked.callId(), 1)));
            RpcMessage cancelled = client.packet().rpc();
            assertThat(cancelled).isEqualTo(new RpcCancel(asked.callId()));
            assertThat(resultOf(client, "1"))
                    .asString()
                    .startsWith("WEBSHOCKET-0358")
                    .contains("a stream");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aCallWithoutAnswerTimesOutAndIsCancelled(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("1", "askWithin", 50);
            RpcRequest asked = request(client);
            assertThat(client.packet().rpc()).isEqualTo(new RpcCancel(asked.callId()));
            assertThat(resultOf(client, "1"))
                    .isEqualTo("WEBSHOCKET-0350: the client did not answer \"answer\" within 50 ms");
            answer(client, asked, "too late");
            assertThat(client.call("2", "note", "goes on").error()).isNull();

            assertThat(client.call("3", "askNegative").response())
                    .isEqualTo("a timeout must not be negative, unlike PT-1S");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void argumentsThatCannotBeSentAreRefused(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            assertThat(client.call("1", "askUnwritable").response())
                    .asString()
                    .startsWith("WEBSHOCKET-0357: the arguments of \"answer\" cannot be sent");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aNonBlockingMethodMustNotWait(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            assertThat(client.call("1", "askAtOnce").response()).asString().startsWith("WEBSHOCKET-0355");

            // Behind a call that holds the lane it runs on a thread for calls, and is refused all the same.
            client.request("2", "ask", "?");
            client.request("3", "askAtOnce");
            RpcRequest asked = request(client);
            assertThat(resultOf(client, "3")).asString().startsWith("WEBSHOCKET-0355");
            answer(client, asked, "done");
            assertThat(resultOf(client, "2")).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void moreThanTheBoundAreRefused(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("1", "askMany", 4);
            RpcRequest first = request(client);
            request(client);
            request(client);
            assertThat(resultOf(client, "1"))
                    .asString()
                    .startsWith("WEBSHOCKET-0356: 3 calls of this client are unanswered already");
            answer(client, first, "one");
            // The answer has come before the next call.
            client.request("2", "askMany", 1);
            assertThat(request(client).method()).isEqualTo("never");
            assertThat(resultOf(client, "2")).isEqualTo("all sent");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void cancellingTheFutureCancelsTheCall(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("1", "askAside", "?");
            RpcRequest asked = request(client);
            assertThat(resultOf(client, "1")).isNull();
            handler.asked.get(10, TimeUnit.SECONDS).cancel(false);
            assertThat(client.packet().rpc()).isEqualTo(new RpcCancel(asked.callId()));
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void cancellingTheWaitingCallInterruptsIt(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.request("1", "ask", "?");
            RpcRequest asked = request(client);
            client.send(Packet.rpc(new RpcCancel("1")));
            assertThat(client.packet().rpc()).isEqualTo(new RpcCancel(asked.callId()));
            assertThat(client.call("2", "note", "goes on").error()).isNull();
            assertThat(handler.ran).containsExactly("ask ?", "goes on");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theEndOfTheSessionFailsTheCalls(Wire wire) throws Exception {
        CompletableFuture<String> asked;
        try (SessionSocket client = open(wire)) {
            client.request("1", "askAside", "?");
            request(client);
            assertThat(resultOf(client, "1")).isNull();
            asked = handler.asked.get(10, TimeUnit.SECONDS);
            client.request("2", "askWithin", 0);
            request(client);
        }
        assertThat(codeOf(asked)).isEqualTo("WEBSHOCKET-0352");
        await().atMost(20, TimeUnit.SECONDS).until(() -> handler.ran.contains("WEBSHOCKET-0352"));
    }

    private static String codeOf(CompletableFuture<String> asked) throws Exception {
        try {
            return asked.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return ((ClientCallException) e.getCause()).code();
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theCallOutlivesTheSocket(Wire wire) throws Exception {
        SessionSocket client = SessionSocket.connect(server.uri("/asking"), wire);
        client.hello(null, 0);
        Welcome welcome = client.welcome();
        client.ack(0);
        client.request("1", "ask", "still there?");
        RpcRequest asked = request(client);
        client.cut();
        try (SessionSocket again = SessionSocket.resume(server.uri("/asking"), wire, welcome, 1)) {
            assertThat(again.welcome().received()).isEqualTo(1);
            again.ack(1);
            answer(again, asked, "yes");
            assertThat(resultOf(again, "1")).isEqualTo("yes");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aCallMadeWhileTheClientIsAwayWaitsForIt(Wire wire) throws Exception {
        SessionSocket client = SessionSocket.connect(server.uri("/asking"), wire);
        client.hello(null, 0);
        Welcome welcome = client.welcome();
        client.ack(0);
        client.request("1", "askAside", "?");
        RpcRequest first = request(client);
        assertThat(resultOf(client, "1")).isNull();
        client.ack(2);
        client.request("2", "ask", "later");
        client.cut();
        try (SessionSocket again = SessionSocket.resume(server.uri("/asking"), wire, welcome, 2)) {
            long received = again.welcome().received();
            again.ack(2);
            if (received == 1) {
                // The socket was cut before the second call had arrived.
                again.request("2", "ask", "later");
            }
            RpcRequest second = request(again);
            assertThat(second.args()).containsExactly("later");
            answer(again, second, "two");
            assertThat(resultOf(again, "2")).isEqualTo("two");
            answer(again, first, "one");
            assertThat(handler.asked.get(10, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS))
                    .isEqualTo("one");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void answersThatNobodyWaitsForAreIgnored(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.send(Packet.rpc(RpcResponse.result("zz", "unasked")));
            client.send(Packet.rpc(RpcResponse.failure("zz", RpcErrorCode.RPC_INTERNAL_ERROR, "unasked")));
            assertThat(client.call("1", "note", "goes on").error()).isNull();
            assertThat(handler.ran).containsExactly("goes on");
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aLargeAnswerIsDecodedToo(Wire wire) throws Exception {
        String large = "x".repeat(300_000);
        try (SessionSocket client = open(wire)) {
            client.request("1", "ask", "much?");
            answer(client, request(client), large);
            assertThat(resultOf(client, "1")).isEqualTo(large);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void metadataIsThatOfTheCall(Wire wire) throws Exception {
        try (SessionSocket client = open(wire)) {
            client.send(Packet.rpc(
                    new RpcRequest("meta", List.of(), Map.of(), "1", List.of(), Map.of("traceparent", "00-1"), 32)));
            assertThat(client.response().response())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsExactly(entry("traceparent", "00-1"));
            assertThat(client.call("2", "meta").response()).isEqualTo(Map.of());
        }
    }
}
