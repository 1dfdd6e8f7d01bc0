package dev.webshocket.cdi;

import dev.webshocket.DefinitionProblem;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.UnproxyableResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;

/** Checks that CDI can serve a handler bean. Immutable. */
final class HandlerBeanChecks {

    private static final Set<Class<? extends Annotation>> HTTP_SESSION_SCOPES =
            Set.of(SessionScoped.class, ConversationScoped.class);

    private final BeanManager beans;

    HandlerBeanChecks(BeanManager beans) {
        this.beans = beans;
    }

    /** Returns the problem of a handler, if it has one. */
    Optional<DefinitionProblem> check(Class<?> type, Bean<?> bean) {
        if (HTTP_SESSION_SCOPES.contains(bean.getScope())) {
            return Optional.of(CdiProblems.scopeOfHttpSession(type, bean.getScope()));
        }
        if (!bean.getTypes().contains(type)) {
            return Optional.of(CdiProblems.notItsOwnType(type));
        }
        if (beans.isNormalScope(bean.getScope())) {
            try {
                HandlerBeans.reference(beans, bean);
            } catch (UnproxyableResolutionException e) {
                return Optional.of(CdiProblems.unproxyable(type, bean.getScope(), e.getMessage()));
            }
        }
        return Optional.empty();
    }
}
