package dev.webshocket.cdi;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.inject.Inject;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the classes with {@link WebSocketHandler} that CDI silently ignores because they cannot be beans. It does not
 * report vetoed classes, disabled alternatives and specialized beans, which are excluded on purpose. Safe for use by
 * any thread.
 */
final class UnservedHandlers {

    private final Set<Class<?>> candidates = ConcurrentHashMap.newKeySet();
    private final Set<Unserved> unserved = ConcurrentHashMap.newKeySet();

    /** Records a class that may become a handler. */
    void collect(Class<?> type) {
        candidates.add(type);
    }

    /** Checks the classes in their final form, after all extensions have changed them. */
    void inspect(AfterBeanDiscovery event) {
        for (Class<?> type : candidates) {
            for (AnnotatedType<?> annotated : event.getAnnotatedTypes(type)) {
                if (annotated.isAnnotationPresent(WebSocketHandler.class)) {
                    reason(annotated).ifPresent(why -> unserved.add(new Unserved(type, why)));
                }
            }
        }
    }

    List<DefinitionProblem> problems() {
        return unserved.stream()
                .sorted(Comparator.comparing(found -> found.type().getName()))
                .map(found -> CdiProblems.noBean(found.type(), found.why()))
                .toList();
    }

    private static Optional<String> reason(AnnotatedType<?> annotated) {
        Class<?> type = annotated.getJavaClass();
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return Optional.of("it is abstract");
        }
        boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
        if (inner) {
            return Optional.of("it is an inner class");
        }
        boolean constructible = annotated.getConstructors().stream()
                .anyMatch(constructor ->
                        constructor.getParameters().isEmpty() || constructor.isAnnotationPresent(Inject.class));
        return constructible ? Optional.empty() : Optional.of("it has no constructor that CDI can call");
    }

    private record Unserved(Class<?> type, String why) {}
}
