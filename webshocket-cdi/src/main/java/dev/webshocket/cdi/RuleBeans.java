package dev.webshocket.cdi;

import dev.webshocket.AccessCheck;
import dev.webshocket.Rule;
import dev.webshocket.spi.platform.RuleInstances;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Provides access rules: the bean that resolves to the rule's class, or an instance of the class if there is none. Safe
 * for use by any thread.
 */
final class RuleBeans implements RuleInstances {

    private final BeanManager beans;
    private final Registry registry;

    private RuleBeans(BeanManager beans, Registry registry) {
        this.beans = beans;
        this.registry = registry;
    }

    /** The rule beans of an application. */
    static final class Registry {

        /** The creational contexts to release. */
        private final Queue<CreationalContext<?>> created = new ConcurrentLinkedQueue<>();
        /** The types of all rule beans, also of those in archives that the injecting archive cannot see. */
        private final Set<Type> known = ConcurrentHashMap.newKeySet();

        void collect(Bean<?> bean) {
            if (bean.getTypes().stream().anyMatch(Registry::isRule)) {
                known.addAll(bean.getTypes());
            }
        }

        private static boolean isRule(Type type) {
            return type == Rule.class
                    || type == AccessCheck.class
                    || (type instanceof ParameterizedType generic && generic.getRawType() == AccessCheck.class);
        }

        RuleBeans rules(BeanManager beans) {
            return new RuleBeans(beans, this);
        }

        /** Destroys the {@code @Dependent} rules. */
        void release() {
            for (CreationalContext<?> one = created.poll(); one != null; one = created.poll()) {
                one.release();
            }
        }
    }

    @Override
    public Optional<String> fault(Class<?> type) {
        Set<Bean<?>> candidates = beans.getBeans(type);
        if (candidates.isEmpty()) {
            // In an EAR it may be a bean of a web application, invisible to this library in the EAR's lib.
            return registry.known.contains(type) ? Optional.empty() : CONSTRUCTED.fault(type);
        }
        try {
            beans.resolve(candidates);
            return Optional.empty();
        } catch (AmbiguousResolutionException e) {
            return Optional.of("several beans have this type; keep one, or make one of them an enabled @Alternative ("
                    + e.getMessage() + ")");
        }
    }

    @Override
    public <T> T obtain(Class<T> type) throws Exception {
        Bean<?> bean = beans.resolve(beans.getBeans(type));
        if (bean == null) {
            return CONSTRUCTED.obtain(type);
        }
        CreationalContext<?> creation = beans.createCreationalContext(bean);
        registry.created.add(creation);
        return type.cast(beans.getReference(bean, type, creation));
    }
}
