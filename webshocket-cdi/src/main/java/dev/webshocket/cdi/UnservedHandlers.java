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
 * Finds classes with {@link WebSocketHandler} that CDI passes over in silence since they cannot be beans. Those that
 * are vetoed, not selected or specialised are passed over by somebody's wish, and not meant. Safe for use by any
 * thread.
 */
final class UnservedHandlers {

    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
    private final Set<Unserved> unserved = ConcurrentHashMap.newKeySet();

    /** Notes a class that may become a handler. */
    void saw(Class<?> type) {
        seen.add(type);
    }

    /** Looks at the classes as all extensions have left them. */
    void inspect(AfterBeanDiscovery event) {
        for (Class<?> type : seen) {
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
        return constructible ? Optional.empty() : Optional.of("it has no constructor that CDI may call");
    }

    private record Unserved(Class<?> type, String why) {}
}
