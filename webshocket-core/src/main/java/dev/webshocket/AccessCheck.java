package dev.webshocket;

import java.lang.annotation.Annotation;
import java.util.function.Predicate;

/**
 * Decides who may call, from the values of an annotation that is marked with {@link AccessRule}. It is a CDI bean, or a
 * class with a constructor without parameters; neither has to be public.
 *
 * <p>Each service (all handlers of a path) creates one instance of a check when the application starts, and asks it for
 * a predicate once for each place of the annotation. If exactly one bean resolves to the class, that bean is the
 * instance; otherwise the constructor is called. A check that is a nested class of an annotation is never a bean: it is
 * created at deployment, so that wrong values are reported together with all other mistakes.
 *
 * @param <A> the annotation; {@link Annotation} for any
 */
@FunctionalInterface
public interface AccessCheck<A extends Annotation> {

    /**
     * Returns the condition under which a connection may call.
     *
     * @param annotation the annotation on the method, the class or the other annotation
     * @param rules makes predicates of the rules among the annotation's members
     * @return a predicate, not null. Many threads use it at the same time, and it must not block; {@link
     *     Rule#predicate} says when it is tested
     * @throws IllegalArgumentException if a value of the annotation is invalid. It stops the deployment with {@code
     *     WEBSHOCKET-0066}; the message says which rule the value breaks and, after a semicolon, how to fix it
     * @throws DefinitionException likewise, with codes of the application's own
     */
    Predicate<ClientConnection> predicate(A annotation, AccessRules rules);
}
