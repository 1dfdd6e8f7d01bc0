package dev.webshocket.spi.platform;

import java.util.Optional;

/**
 * Provides the instances of access rules: of {@link dev.webshocket.Rule} and {@link dev.webshocket.AccessCheck}. Used
 * by one thread at a time, while the application starts.
 */
public interface RuleInstances {

    /** Creates each instance by the constructor without parameters, which may be private. */
    RuleInstances CONSTRUCTED = new ConstructedRules();

    /**
     * Returns why a rule cannot be instantiated, without trying to. Called at deployment, when beans may not be ready
     * for use.
     *
     * @param type the class of the rule
     * @return which requirement the class breaks and how to fix that, or empty if it can be instantiated
     */
    Optional<String> fault(Class<?> type);

    /**
     * Obtains the instance of a rule for one service. Called once for each service and class, when the engine is
     * created.
     *
     * @param <T> the class of the rule
     * @param type the class of the rule
     * @return an instance, which lives as long as the application
     * @throws Exception if the class cannot be instantiated, or the exception of its constructor
     */
    <T> T obtain(Class<T> type) throws Exception;
}
