package dev.webshocket.spi.extension;

import dev.webshocket.ClientConnection;
import java.util.concurrent.CompletionStage;

/**
 * Checks the credentials that clients send over the connection, in the {@code token} of {@code hello} and {@code
 * refresh}: section "Credentials" of the wire protocol, version 2. An application has one for all its services. In CDI
 * it is a bean of this type; the embedded server takes one from its builder. Without one, no token is accepted.
 *
 * <pre>{@code
 * public CompletionStage<Identity> check(String token, ClientConnection connection) {
 *     return CompletableFuture.completedFuture(users.byToken(token)
 *             .map(user -> new Identity(user.name(), user.roles(), user.until()))
 *             .orElse(null));
 * }
 * }</pre>
 *
 * <p>Nothing else of the application runs for a connection before its first check is over: no {@link
 * dev.webshocket.OnConnect} callback, no observer, no call. A client that sends no token is not checked; it has the user
 * of its handshake, if any.
 *
 * <p>Many threads call it at the same time. They are threads for calls, so it may block. A check that has not ended
 * within {@link dev.webshocket.WebshocketSettings#credentialTimeout()} counts as not made. It is not interrupted, so
 * anything that it asks over a network needs a time limit of its own.
 */
@FunctionalInterface
public interface CredentialCheck {

    /**
     * Checks a credential.
     *
     * <p>A client is refused by null, by a stage that completes with null, and by an exception, thrown or of the stage:
     * the connection is closed with 4401, or the refresh is refused and the session goes on. The client gets the message
     * of an {@link dev.webshocket.RpcException}. Any other exception is logged as {@code WEBSHOCKET-0255}, without its
     * message, which might contain the token. An identity that has {@linkplain Identity#end() ended} is refused too.
     *
     * @param token what the client sent: any text, also an empty one. It is a secret; do not log it
     * @param connection the connection that asks, for its address, headers and path. Of a new session it has the user of
     *     the handshake, and of an existing one the present identity. The identity may yet be refused, because an
     *     existing session has another name. So do not change the connection here: what calls need to know of the
     *     credential, a {@link Identity#principal() principal} of your own can carry
     * @return completes with the identity; null for a credential that is not valid
     * @throws Exception to refuse the client
     */
    CompletionStage<Identity> check(String token, ClientConnection connection) throws Exception;
}
