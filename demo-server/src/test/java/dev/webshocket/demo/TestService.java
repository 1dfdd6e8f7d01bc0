package dev.webshocket.demo;

import dev.webshocket.ClientConnection;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcResponse;
import jakarta.enterprise.context.Dependent;
import jakarta.websocket.CloseReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Methods that the demo lacks. */
@WebSocketHandler("/ws")
@Dependent
public class TestService {

    private volatile ServiceEvents events;

    @OnConnect
    void connected(ClientConnection connection) {
        events = ServiceEvents.of(
                connection.query().getOrDefault("test", List.of("")).get(0));
    }

    @RpcMethod
    public Object echo(Object data) {
        return data;
    }

    @RpcMethod
    public String join(String first, Optional<String> second) {
        return first + second.orElse("");
    }

    @RpcMethod
    public byte[] bytes() {
        return new byte[] {(byte) 0xfb, (byte) 0xff, 0};
    }

    @RpcMethod
    public Instant time() {
        return Instant.parse("2026-01-31T12:00:00.5Z");
    }

    @RpcMethod
    public void fail(String message) {
        throw new RpcException(message);
    }

    /** Answers the first call of a connection like a server with its own error codes. */
    @RpcMethod("fail_otherwise")
    public void failOtherwise(ClientConnection connection, int code, String message) {
        connection.send(Packet.rpc(new RpcResponse("1", message, code, false, false)));
    }

    @RpcMethod
    public void mixed(RpcStream<Object> out) throws InterruptedException {
        out.send(1);
        out.send(3.0);
        out.send(null);
        out.send("zwei\nZeilen \u00fc");
    }

    @RpcMethod
    public void half(RpcStream<Integer> out) throws InterruptedException {
        out.send(1);
        throw new RpcException("half way");
    }

    /** Sends numbers, until it is cancelled. */
    @RpcMethod("count_for_ever")
    public void countForEver(RpcStream<Integer> out) throws InterruptedException {
        try {
            for (int i = 1; ; i++) {
                out.send(i);
            }
        } finally {
            events.add("cancelled");
        }
    }

    /** Sends an item and then waits, until it is cancelled. */
    @RpcMethod("wait_for_ever")
    public void waitForEver(RpcStream<String> out) throws InterruptedException {
        out.send("waiting");
        hold();
    }

    /** Waits until it is cancelled. */
    @RpcMethod
    public void hang() throws InterruptedException {
        events.add("begun");
        hold();
    }

    private void hold() throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            events.add("cancelled");
            throw e;
        }
    }

    @OnDisconnect
    void gone(CloseReason reason) {
        events.add("closed " + reason.getCloseCode().getCode());
    }
}
