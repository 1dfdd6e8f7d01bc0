package dev.webshocket.cdi.bare;

import dev.webshocket.Channels;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;

@WebSocketHandler("/news")
public class PublishingHandler {

    @Inject
    Channels channels;

    @RpcMethod
    public void publish() {
        channels.broadcast("news");
    }
}
