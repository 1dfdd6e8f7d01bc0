package dev.webshocket;

import java.util.function.Predicate;

/**
 * An access rule of your own, for {@link Requires} and {@link AnyOf}. It is a CDI bean, or a class with a constructor
 * without parameters; neither has to be public.
 *
 * <p>Each service (all handlers of a path) creates one instance of a rule and asks it for its predicate once, when the
 * application starts. If exactly one bean resolves to the class, that bean is the instance; otherwise the constructor
 * is called.
 */
@FunctionalInterface
public interface Rule {

    /**
     * Returns the condition under which a connection may call.
     *
     * @return a predicate, not null. It must not block: look up in advance (at log-in, say) what takes time. It is
     *     tested before each call, after {@link OnConnect} has returned, by the thread that will run the call; for a
     *     {@link NonBlocking} method that is the container's thread, which reads from other connections too. It is also
     *     tested on the container's thread if a client calls an unknown method: the error suggests the most similar
     *     method only to those who may call it. Many threads use it at the same time. No request scope is active, so it
     *     has to use the connection that it is given. If it throws, the call is denied and the exception logged
     */
    Predicate<ClientConnection> predicate();
}
