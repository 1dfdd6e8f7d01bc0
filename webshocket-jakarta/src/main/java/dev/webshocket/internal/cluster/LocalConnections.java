package dev.webshocket.internal.cluster;

import dev.webshocket.ClientConnection;
import dev.webshocket.RemoteConnection;
import dev.webshocket.internal.channel.ListedConnections;
import dev.webshocket.internal.channel.Receiver;
import dev.webshocket.internal.channel.Receivers;
import dev.webshocket.internal.memory.SharedBytes;
import dev.webshocket.internal.session.PushedMessage;
import java.security.Principal;
import java.util.stream.Stream;

/**
 * Answers questions of this server's connections, without waiting. Immutable; safe for use by any thread.
 *
 * @param server the id of this server
 * @param connections its connections
 */
record LocalConnections(String server, Receivers connections) {

    ConnectionAnswer answer(ConnectionQuestion question) {
        ListedConnections listed = new ListedConnections(connections, question.endpoint());
        if (question instanceof ConnectionQuestion.Count) {
            return ConnectionAnswer.counted(listed.all().count());
        }
        if (question instanceof ConnectionQuestion.Find find) {
            return found(listed.find(find.uid()).stream());
        }
        if (question instanceof ConnectionQuestion.OfUser ofUser) {
            return found(listed.ofUser(ofUser.name()));
        }
        if (question instanceof ConnectionQuestion.Send send) {
            return ConnectionAnswer.done(
                    listed.find(send.uid()).filter(found -> push(send, found)).isPresent());
        }
        ConnectionQuestion.Close close = (ConnectionQuestion.Close) question;
        return ConnectionAnswer.done(
                listed.find(close.uid()).filter(found -> close(close, found)).isPresent());
    }

    private static boolean push(ConnectionQuestion.Send send, Receiver receiver) {
        return receiver.push(new PushedMessage(new SharedBytes(send.packet().of(receiver.codec()))));
    }

    private static boolean close(ConnectionQuestion.Close close, Receiver receiver) {
        receiver.connection().close(close.code(), close.reason());
        return true;
    }

    private ConnectionAnswer found(Stream<? extends Receiver> receivers) {
        return ConnectionAnswer.found(receivers.map(Receiver::connection).map(this::remote));
    }

    private RemoteConnection remote(ClientConnection connection) {
        return new RemoteConnection(
                connection.uid(),
                server,
                connection.path(),
                connection.principal().map(Principal::getName).orElse(null),
                connection.isLinked());
    }
}
