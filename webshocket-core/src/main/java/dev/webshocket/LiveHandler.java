package dev.webshocket;

import java.util.concurrent.Flow;

/**
 * Streams how an application is doing, for a page that shows it: {@link LiveFigures}, once a second. An application turns it on by
 * a class of its own, at a path and for a role of its choice:
 *
 * <pre>{@code
 * @WebSocketHandler("/live")
 * @RolesAllowed("operator")
 * public class Live extends LiveHandler {}
 * }</pre>
 *
 * <p>Without such a class nothing is counted. With one, calls of all endpoints are counted, at the cost of one counter for each call.
 * All connections that watch share the figures of their server. Without a rule of {@linkplain Requires access} everybody may watch.
 *
 * <p>Safe for use by any thread.
 */
public abstract class LiveHandler {

    /** For subclasses. */
    protected LiveHandler() {}

    /**
     * Streams the figures of this server: the latest at once, then others each second, until the caller cancels or the application
     * stops. A caller that reads slowly misses figures and delays nobody.
     *
     * @param connection the caller's, as the engine passes it to a handler's method
     * @return the figures
     * @throws IllegalStateException if the connection is not one that the engine has passed, {@code WEBSHOCKET-0291}
     */
    @RpcMethod("live")
    @Description("Streams how the application is doing on this server, once a second.")
    public Flow.Publisher<LiveFigures> live(ClientConnection connection) {
        if (connection instanceof LiveFigures.Source source) {
            return source.liveFigures();
        }
        throw new IllegalStateException(
                "WEBSHOCKET-0291: live() needs the connection that the engine passes to the method, not "
                        + (connection == null
                                ? "null"
                                : "a " + connection.getClass().getName())
                        + "; take it as a parameter of the handler's method.");
    }
}
