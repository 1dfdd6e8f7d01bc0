package dev.webshocket.internal.bridge;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.MsgpackCodec;
import dev.webshocket.packet.Packet;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** Makes links to nowhere, for tests outside of this package. */
public final class IdleLink {

    private IdleLink() {}

    /** Makes a link that sends at once, to nobody. */
    public static ClientLink create() {
        RemoteEndpoint.Async remote = (RemoteEndpoint.Async) Proxy.newProxyInstance(
                IdleLink.class.getClassLoader(), new Class<?>[] {RemoteEndpoint.Async.class}, (proxy, method, args) -> {
                    if (args[args.length - 1] instanceof SendHandler handler) {
                        handler.onResult(new SendResult());
                    }
                    return null;
                });
        Session session = (Session) Proxy.newProxyInstance(
                IdleLink.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, args) -> method.getName().equals("getAsyncRemote") ? remote : null);
        ClientLink.Config config = new ClientLink.Config(
                new MsgpackCodec(new Binding(), 64),
                1000,
                1000,
                Duration.ZERO,
                Duration.ZERO,
                Runnable::run,
                Runnable::run);
        return new ClientLink(session, config, new ClientLink.Listener() {
            @Override
            public void received(Packet packet, int bytes) {}

            @Override
            public void ended(ClientLink link, ClientLink.End end) {}
        });
    }
}
