package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.Rule;
import dev.webshocket.spi.platform.RuleInstances;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The predicates of one service's rules, each made once. */
final class RuleBook {

    private final RuleInstances instances;
    private final boolean making;
    private final Map<Class<? extends Rule>, Entry> entries = new HashMap<>();

    /**
     * Opens an empty book.
     *
     * @param making whether rules are made, or only looked at for faults
     */
    RuleBook(RuleInstances instances, boolean making) {
        this.instances = instances;
        this.making = making;
    }

    /**
     * What became of a rule.
     *
     * @param predicate denies everybody where the rule was not made
     * @param fault why it cannot be made
     */
    record Entry(Predicate<ClientConnection> predicate, Optional<String> fault) {

        private static Entry faulty(String why) {
            return new Entry(connection -> false, Optional.of(why));
        }
    }

    Entry entry(Class<? extends Rule> type) {
        return entries.computeIfAbsent(type, this::make);
    }

    private Entry make(Class<? extends Rule> type) {
        Optional<String> fault = instances.fault(type);
        if (fault.isPresent() || !making) {
            return new Entry(connection -> false, fault);
        }
        try {
            Predicate<ClientConnection> predicate = instances.obtain(type).predicate();
            return predicate == null
                    ? Entry.faulty("its predicate() returns null; return a predicate")
                    : new Entry(predicate, Optional.empty());
        } catch (Exception e) {
            return Entry.faulty("it throws " + e + "; see that it can be made while the application starts");
        }
    }
}
