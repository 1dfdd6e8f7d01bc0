package dev.webshocket.internal.cluster;

import dev.webshocket.ClusterConnections;
import dev.webshocket.RemoteConnection;
import dev.webshocket.internal.channel.PacketEncoder;
import dev.webshocket.internal.link.CloseStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The connections of all servers, each of which is asked. Immutable; safe for use by any thread.
 *
 * @param servers asks them
 * @param encoder encodes messages
 * @param endpoint only those of its path; null for all
 */
record AskedConnections(ServerQuestions servers, PacketEncoder encoder, String endpoint) implements ClusterConnections {

    @Override
    public CompletionStage<Integer> count() {
        return servers.ask(new ConnectionQuestion.Count(endpoint)).thenApply(ConnectionAnswer::count);
    }

    @Override
    public CompletionStage<Optional<RemoteConnection>> find(String uid) {
        Objects.requireNonNull(uid, "uid");
        return servers.ask(new ConnectionQuestion.Find(endpoint, uid))
                .thenApply(answer -> answer.connections().stream().findFirst());
    }

    @Override
    public CompletionStage<List<RemoteConnection>> ofUser(String name) {
        Objects.requireNonNull(name, "name");
        return servers.ask(new ConnectionQuestion.OfUser(endpoint, name)).thenApply(ConnectionAnswer::connections);
    }

    @Override
    public CompletionStage<Boolean> send(String uid, Object data) {
        Objects.requireNonNull(uid, "uid");
        return servers.ask(new ConnectionQuestion.Send(endpoint, uid, encoder.encodeMessage(data)))
                .thenApply(ConnectionAnswer::done);
    }

    @Override
    public CompletionStage<Boolean> close(String uid, int code, String reason) {
        Objects.requireNonNull(uid, "uid");
        CloseStatus status = CloseStatus.of(code, reason);
        return servers.ask(new ConnectionQuestion.Close(endpoint, uid, status.code(), status.reason()))
                .thenApply(ConnectionAnswer::done);
    }
}
