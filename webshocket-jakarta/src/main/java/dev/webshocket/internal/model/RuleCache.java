package dev.webshocket.internal.model;

import dev.webshocket.AccessCheck;
import dev.webshocket.ClientConnection;
import dev.webshocket.Rule;
import dev.webshocket.spi.platform.RuleInstances;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Creates the rules and checks of one service, each once. Used by one thread. */
final class RuleCache {

    private final RuleInstances instances;
    private final boolean instantiate;
    private final Map<Class<?>, Created<?>> created = new HashMap<>();

    /**
     * Makes an empty cache.
     *
     * @param instantiate whether to create all rules, or only those that need no beans
     */
    RuleCache(RuleInstances instances, boolean instantiate) {
        this.instances = instances;
        this.instantiate = instantiate;
    }

    /**
     * The result of creating a rule or a check.
     *
     * @param result the object; null if there is none
     * @param fault why it could not be created; null if there was no fault
     */
    record Created<T>(T result, String fault) {

        static <T> Created<T> faulty(String why) {
            return new Created<>(null, why);
        }

        static <T> Created<T> failed(Exception failure) {
            return faulty("it throws " + failure + "; make sure that it can be created while the application starts");
        }
    }

    /** Returns the predicate of a rule. */
    @SuppressWarnings("unchecked")
    Created<Predicate<ClientConnection>> rule(Class<? extends Rule> type) {
        return (Created<Predicate<ClientConnection>>) created.computeIfAbsent(type, t -> predicate(instance(type)));
    }

    /** Returns a check. */
    @SuppressWarnings("unchecked")
    Created<? extends AccessCheck<?>> check(Class<? extends AccessCheck<?>> type) {
        return (Created<? extends AccessCheck<?>>) created.computeIfAbsent(type, t -> instance(type));
    }

    private static Created<?> predicate(Created<? extends Rule> rule) {
        if (rule.result() == null) {
            return rule;
        }
        try {
            Predicate<ClientConnection> predicate = rule.result().predicate();
            return predicate == null
                    ? Created.faulty("its predicate() returns null; return a predicate")
                    : new Created<>(predicate, null);
        } catch (Exception e) {
            return Created.failed(e);
        }
    }

    private <T> Created<T> instance(Class<T> type) {
        // A check nested in its annotation needs no beans, which are not ready for use at deployment.
        boolean ofAnnotation =
                type.getEnclosingClass() != null && type.getEnclosingClass().isAnnotation();
        RuleInstances source = ofAnnotation ? RuleInstances.CONSTRUCTED : instances;
        String fault = source.fault(type).orElse(null);
        if (fault != null || !(instantiate || ofAnnotation)) {
            return Created.faulty(fault);
        }
        try {
            return new Created<>(source.obtain(type), null);
        } catch (Exception e) {
            return Created.failed(e);
        }
    }
}
