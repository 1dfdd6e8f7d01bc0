package dev.webshocket;

import java.lang.annotation.Annotation;
import java.util.function.Predicate;

/**
 * Says who may call by the values of an annotation that has {@link AccessRule}: a CDI bean or a class with a constructor without
 * parameters, public or not.
 *
 * <p>Each service (all handlers of a path) makes one instance of a check and asks it for a predicate once for each place of the
 * annotation, when the application starts. Where a bean has the class among its types and can be told apart from others it is
 * that bean, else the constructor is called. A check that is a member class of an annotation is never a bean: it is made as soon as the
 * application is deployed, so that wrong values are reported together with all other mistakes.
 *
 * @param <A> the annotation; {@link Annotation} for any
 */
@FunctionalInterface
public interface AccessCheck<A extends Annotation> {

    /**
     * Returns who may call.
     *
     * @param annotation what stands on the method, the class or the other annotation
     * @param rules makes predicates of the rules that are among its members
     * @return a predicate, not null. What {@link Rule#predicate} says of when and how one is asked counts for it too: it is used
     *     by many threads at the same time, and must not block
     * @throws IllegalArgumentException if the values of the annotation are wrong. It stops the deployment with {@code
     *     WEBSHOCKET-0066}; the message says which rule they break and how to mend that, with a semicolon between
     * @throws DefinitionException for the same, under codes of the application's own
     */
    Predicate<ClientConnection> predicate(A annotation, AccessRules rules);
}
