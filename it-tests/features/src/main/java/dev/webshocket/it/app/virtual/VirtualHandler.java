package dev.webshocket.it.app.virtual;

import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;

/** Tells whether code runs on virtual threads, which Java 17 does not know. */
@WebSocketHandler("/virtual")
public class VirtualHandler {

    @RpcMethod
    public boolean virtual() throws ReflectiveOperationException {
        return (Boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    }

    @RpcMethod("virtual_stream")
    public void virtualStream(RpcStream<Boolean> out) throws Exception {
        out.send(virtual());
    }
}
