package dev.webshocket.internal.model;

import dev.webshocket.AccessCheck;
import dev.webshocket.ClientConnection;
import dev.webshocket.Rule;
import dev.webshocket.spi.platform.RuleInstances;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The rules and checks of one service, each made once. */
final class RuleBook {

    private final RuleInstances instances;
    private final boolean making;
    private final Map<Class<?>, Made<?>> made = new HashMap<>();

    /**
     * Opens an empty book.
     *
     * @param making whether all rules are made, or most only looked at for faults
     */
    RuleBook(RuleInstances instances, boolean making) {
        this.instances = instances;
        this.making = making;
    }

    /**
     * What became of a rule or a check.
     *
     * @param result null where there is none
     * @param fault why it cannot be made; null for nothing
     */
    record Made<T>(T result, String fault) {

        static <T> Made<T> faulty(String why) {
            return new Made<>(null, why);
        }

        static <T> Made<T> failed(Exception failure) {
            return faulty("it throws " + failure + "; see that it can be made while the application starts");
        }
    }

    /** Makes the predicate of a rule. */
    @SuppressWarnings("unchecked")
    Made<Predicate<ClientConnection>> rule(Class<? extends Rule> type) {
        return (Made<Predicate<ClientConnection>>) made.computeIfAbsent(type, t -> predicate(instance(type)));
    }

    /** Makes a check. */
    @SuppressWarnings("unchecked")
    Made<? extends AccessCheck<?>> check(Class<? extends AccessCheck<?>> type) {
        return (Made<? extends AccessCheck<?>>) made.computeIfAbsent(type, t -> instance(type));
    }

    private static Made<?> predicate(Made<? extends Rule> rule) {
        if (rule.result() == null) {
            return rule;
        }
        try {
            Predicate<ClientConnection> predicate = rule.result().predicate();
            return predicate == null
                    ? Made.faulty("its predicate() returns null; return a predicate")
                    : new Made<>(predicate, null);
        } catch (Exception e) {
            return Made.failed(e);
        }
    }

    private <T> Made<T> instance(Class<T> type) {
        // It needs no beans, which are not ready for use before all is made.
        boolean ofAnnotation =
                type.getEnclosingClass() != null && type.getEnclosingClass().isAnnotation();
        RuleInstances source = ofAnnotation ? RuleInstances.CONSTRUCTED : instances;
        String fault = source.fault(type).orElse(null);
        if (fault != null || !(making || ofAnnotation)) {
            return Made.faulty(fault);
        }
        try {
            return new Made<>(source.obtain(type), null);
        } catch (Exception e) {
            return Made.failed(e);
        }
    }
}
