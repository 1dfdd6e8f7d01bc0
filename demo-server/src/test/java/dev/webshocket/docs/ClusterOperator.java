package dev.webshocket.docs;

import dev.webshocket.Connections;
import dev.webshocket.RemoteConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

@ApplicationScoped
public class ClusterOperator {

    @Inject
    Connections connections;

    // region everywhere
    /** Closes the connections of a user on all servers. */
    public CompletionStage<Void> block(String user) {
        return connections.cluster().ofUser(user).thenAccept(theirs -> {
            for (RemoteConnection each : theirs) {
                connections.cluster().close(each.uid(), 4000, "blocked");
            }
        });
    }
    // endregion
}
