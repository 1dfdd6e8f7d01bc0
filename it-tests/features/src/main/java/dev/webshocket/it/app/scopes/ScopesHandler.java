package dev.webshocket.it.app.scopes;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.List;

/** Beans of each scope, in a handler that is one for all. */
@WebSocketHandler("/ws")
public class ScopesHandler {

    @Inject
    Visit visit;

    @Inject
    Errand errand;

    @Inject
    Ledger ledger;

    @Inject
    ClientConnection connection;

    /** Returns how many calls there have been in all and on this connection, and the steps of this one. */
    @RpcMethod
    public List<Integer> counts() {
        return List.of(ledger.next(), visit.next(), errand.next(), errand.next());
    }

    @RpcMethod
    public void stream(RpcStream<List<Integer>> out) throws InterruptedException {
        out.send(List.of(visit.next(), errand.next()));
        out.send(List.of(visit.next(), errand.next()));
    }

    @RpcMethod
    public boolean injected(ClientConnection given) {
        return connection.uid().equals(given.uid());
    }
}
