package dev.webshocket.docs;

// region connections
import dev.webshocket.ClientConnection;
import dev.webshocket.Connections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

@ApplicationScoped
public class Operator {

    @Inject
    Connections connections;

    /** Closes the connections of a user on all devices. */
    public int block(String user) {
        List<ClientConnection> theirs = connections.ofUser(user);
        theirs.forEach(connection -> connection.close(4000, "blocked"));
        return theirs.size();
    }
}
// endregion
