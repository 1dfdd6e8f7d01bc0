package dev.webshocket.cdi;

import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The enabled beans that have {@link WebSocketHandler}. Safe for use by any thread. */
final class HandlerBeans {

    private final ConcurrentMap<Class<?>, Bean<?>> beans = new ConcurrentHashMap<>();
    private final Set<Class<?>> specialized = ConcurrentHashMap.newKeySet();

    /** Records an enabled bean of a class, if it is a handler. */
    void collect(AnnotatedType<?> annotated, Bean<?> bean) {
        // Reads the annotated type, not the class, since extensions may have added or removed the annotation.
        if (annotated.isAnnotationPresent(WebSocketHandler.class)) {
            beans.put(bean.getBeanClass(), bean);
        }
        // Weld reports a specialized bean although it is not enabled.
        if (annotated.isAnnotationPresent(Specializes.class)) {
            specialized.add(bean.getBeanClass().getSuperclass());
        }
    }

    /** Returns the classes, sorted by name, since the discovery order is undefined. */
    List<Class<?>> types() {
        return beans.keySet().stream()
                .filter(type -> !specialized.contains(type))
                .sorted(Comparator.<Class<?>, String>comparing(Class::getName))
                .toList();
    }

    /**
     * Returns the classes of a web application, which may be one of several in an EAR: those that its class loader can
     * load.
     *
     * @param application the class loader, or null for all handlers
     */
    List<Class<?>> types(ClassLoader application) {
        return application == null
                ? types()
                : types().stream().filter(type -> canLoad(application, type)).toList();
    }

    /** Returns the groups of handlers that are served together, one for each web application that has handlers. */
    List<List<Class<?>>> groups() {
        return types().stream()
                .map(Class::getClassLoader)
                .distinct()
                .map(this::types)
                .distinct()
                .toList();
    }

    private static boolean canLoad(ClassLoader loader, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Returns the bean of one of the {@link #types()}. */
    Bean<?> bean(Class<?> type) {
        return beans.get(type);
    }

    /** Returns a client proxy if the scope is a normal one, otherwise an instance. */
    static Object reference(BeanManager beans, Bean<?> bean) {
        return beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
    }
}
