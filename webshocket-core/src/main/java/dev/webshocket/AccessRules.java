package dev.webshocket;

import java.lang.annotation.Annotation;
import java.util.function.Predicate;

/**
 * Makes predicates of the rules among an annotation's members, for a check that combines them, as the check of {@link
 * AnyOf} does. Only the thread that calls {@link AccessCheck#predicate} may use it, during that call. A mistake in a
 * rule is reported at deployment, and the predicate of such a rule denies everybody.
 */
public interface AccessRules {

    /**
     * Makes the predicate of an annotation.
     *
     * @param annotation an annotation that is marked with {@link AccessRule}, or that carries such annotations
     * @return a predicate that holds if all rules of the annotation hold
     */
    Predicate<ClientConnection> of(Annotation annotation);

    /**
     * Makes the predicate of a rule.
     *
     * @param rule the class of the rule
     * @return the predicate of the service's one instance of the rule
     */
    Predicate<ClientConnection> of(Class<? extends Rule> rule);
}
