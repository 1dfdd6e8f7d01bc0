package dev.webshocket;

import java.lang.annotation.Annotation;
import java.util.function.Predicate;

/**
 * Makes predicates of rules that are members of an annotation, for a check that combines them, as that of {@link AnyOf} does.
 * For the thread that asks a check, while it does. What is wrong with a rule is reported, and its predicate denies everybody.
 */
public interface AccessRules {

    /**
     * Makes the predicate of an annotation.
     *
     * @param annotation one that has {@link AccessRule}, or on which such annotations stand
     * @return all rules of it must hold
     */
    Predicate<ClientConnection> of(Annotation annotation);

    /**
     * Makes the predicate of a rule.
     *
     * @param rule its class
     * @return the predicate of the one instance that the service has
     */
    Predicate<ClientConnection> of(Class<? extends Rule> rule);
}
