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
 * Gives access rules: the bean that has the rule's class among its types, or where there is none an object of that class.
 * Safe for use by any thread.
 */
final class RuleBeans implements RuleInstances {

    private final BeanManager beans;
    private final Lifetime lifetime;

    private RuleBeans(BeanManager beans, Lifetime lifetime) {
        this.beans = beans;
        this.lifetime = lifetime;
    }

    /** The rules of an application, until its end. */
    static final class Lifetime {

        /** What has to be released. */
        private final Queue<CreationalContext<?>> created = new ConcurrentLinkedQueue<>();
        /** The rules that are beans, whether or not the archive that asks sees them. */
        private final Set<Type> known = ConcurrentHashMap.newKeySet();

        void saw(Bean<?> bean) {
            if (bean.getTypes().stream().anyMatch(Lifetime::isRule)) {
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

        /** Destroys the rules that are {@code @Dependent}. */
        void end() {
            for (CreationalContext<?> one = created.poll(); one != null; one = created.poll()) {
                one.release();
            }
        }
    }

    @Override
    public Optional<String> fault(Class<?> type) {
        Set<Bean<?>> candidates = beans.getBeans(type);
        if (candidates.isEmpty()) {
            // In an EAR it may be a bean of a web application, which this library in its lib does not see.
            return lifetime.known.contains(type) ? Optional.empty() : CONSTRUCTED.fault(type);
        }
        try {
            beans.resolve(candidates);
            return Optional.empty();
        } catch (AmbiguousResolutionException e) {
            return Optional.of("several beans are one; leave one, or make one of them an enabled @Alternative ("
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
        lifetime.created.add(creation);
        return type.cast(beans.getReference(bean, type, creation));
    }
}
