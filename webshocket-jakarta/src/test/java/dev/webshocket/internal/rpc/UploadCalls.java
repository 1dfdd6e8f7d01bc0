package dev.webshocket.internal.rpc;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcEnd;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcItem;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Opens a server with streams, and a client that has no code in common with ours but the encoding. */
abstract class UploadCalls {

    final UploadHandler handler = new UploadHandler();
    EngineServer server;
    SessionSocket client;

    @BeforeEach
    void start() throws Exception {
        server = EngineServer.start(handler);
    }

    @AfterEach
    void stop() {
        handler.release.countDown();
        if (client != null) {
            client.close();
        }
        server.close();
    }

    final void open(Wire wire) throws InterruptedException {
        client = SessionSocket.open(server.uri("/ws"), wire);
    }

    final void call(String id, String method, List<Object> args, String... uploads) {
        call(id, method, args, 32, uploads);
    }

    final void call(String id, String method, List<Object> args, int credit, String... uploads) {
        send(new RpcRequest(method, args, Map.of(), id, List.of(uploads), Map.of(), credit));
    }

    final void send(RpcMessage message) {
        client.send(Packet.rpc(message));
    }

    final void upload(String stream, Object... items) {
        for (Object item : items) {
            send(new RpcItem(stream, item));
        }
    }

    final void end(String stream) {
        send(new RpcEnd(stream, null, null));
    }

    /** Waits for the next message that is no credit. */
    final RpcMessage next() throws InterruptedException {
        RpcMessage message = client.packet().rpc();
        while (message instanceof RpcCredit) {
            message = client.packet().rpc();
        }
        return message;
    }

    final RpcResponse answer() throws InterruptedException {
        return (RpcResponse) next();
    }

    static RpcResponse failure(String id, RpcErrorCode code, String message) {
        return RpcResponse.failure(id, code, message);
    }
}
