package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Methods that wait for their clients on platform threads, whose number is bounded, as on Java 17. */
class BoundedClientCallsTest {

    private static final int WORKERS = 8;

    private static RpcResponse answered(SessionSocket client, RpcRequest asked, String id) throws Exception {
        client.send(Packet.rpc(RpcResponse.result(asked.callId(), "yes")));
        RpcResponse response = client.response();
        assertThat(response.callId()).isEqualTo(id);
        return response;
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void threadsRemainForCallsInOrderToAnswer(Wire wire) throws Exception {
        AskingHandler handler = new AskingHandler();
        List<SessionSocket> clients = new ArrayList<>();
        try (EngineServer server = EngineServer.startBounded(
                WebshocketSettings.builder().workerThreads(WORKERS).build(), handler)) {
            // All from one network, for which a quarter of the threads may wait.
            List<RpcRequest> asked = new ArrayList<>();
            for (int i = 0; i < WORKERS / 4; i++) {
                SessionSocket client = SessionSocket.open(server.uri("/asking"), wire);
                clients.add(client);
                client.request("ask", "ask", "client " + i);
                asked.add((RpcRequest) client.packet().rpc());
            }
            SessionSocket more = SessionSocket.open(server.uri("/asking"), wire);
            clients.add(more);
            assertThat(more.call("1", "askWithin", 0).response()).asString().startsWith("WEBSHOCKET-0356: half of the");

            // It needs no thread.
            more.request("2", "askAsync", "?");
            assertThat(answered(more, (RpcRequest) more.packet().rpc(), "2").response())
                    .isEqualTo("yes");

            for (int i = 0; i < asked.size(); i++) {
                SessionSocket client = clients.get(i);
                assertThat(client.call("note", "note", "in order to answer").error())
                        .isNull();
                assertThat(answered(client, asked.get(i), "ask").response()).isEqualTo("yes");
            }
            // The permits have been given back.
            more.request("3", "ask", "?");
            assertThat(answered(more, (RpcRequest) more.packet().rpc(), "3").response())
                    .isEqualTo("yes");
        } finally {
            clients.forEach(SessionSocket::close);
        }
    }
}
