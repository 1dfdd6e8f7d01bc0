package dev.webshocket.spi.platform;

import java.util.Optional;

/** Gives the instances of access rules: of {@link dev.webshocket.Rule} and {@link dev.webshocket.AccessCheck}. Used by one thread at a time, while the application starts. */
public interface RuleInstances {

    /** Calls the constructor without parameters, of whatever visibility. */
    RuleInstances CONSTRUCTED = new ConstructedRules();

    /**
     * Tells why there can be no instance of a rule, without making one. Asked while the application is deployed, when
     * beans may not be ready for use.
     *
     * @param type the class of the rule
     * @return the rule of the platform that it breaks and how to mend it, or empty where an instance can be tried
     */
    Optional<String> fault(Class<?> type);

    /**
     * Obtains the instance of a rule for one service. Asked once for each service and class, when the engine is made.
     *
     * @param <T> the class of the rule
     * @param type the class of the rule
     * @return an instance, which lives as long as the application
     * @throws Exception if there can be none, or what its constructor threw
     */
    <T> T obtain(Class<T> type) throws Exception;
}
