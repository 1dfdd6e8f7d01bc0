package dev.webshocket;

import java.util.function.Predicate;

/**
 * An access rule of your own, for {@link Requires} and {@link AnyOf}: a CDI bean or a class with a constructor without
 * parameters, public or not.
 *
 * <p>Each service (all handlers of a path) makes one instance of a rule and asks it for its predicate once, when the
 * application starts. Where a bean has the class among its types and can be told apart from others it is that bean, else
 * the constructor is called.
 */
@FunctionalInterface
public interface Rule {

    /**
     * Returns who may call.
     *
     * @return a predicate, not null. It is asked for each call when its turn has come, after {@link OnConnect} has returned,
     *     by the thread that is about to run the call; of a {@link NonBlocking} method that is the container's, which reads
     *     from other connections too. It is also asked where a method is called that does not exist, on the container's
     *     thread: only who may call the method with the nearest name is told that name. So it must not block, and must look
     *     up in advance what takes time (at log-in, say). It is used by many threads at the same time. No request scope is
     *     active, and it has to use the connection that it is given. Where it throws, the call is denied and the exception
     *     logged
     */
    Predicate<ClientConnection> predicate();
}
