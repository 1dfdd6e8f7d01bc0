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

/** The enabled beans with {@link WebSocketHandler}. Safe for use by any thread. */
final class HandlerBeans {

    private final ConcurrentMap<Class<?>, Bean<?>> beans = new ConcurrentHashMap<>();
    private final Set<Class<?>> specialised = ConcurrentHashMap.newKeySet();

    /** Notes an enabled bean of a class, a handler or not. */
    void saw(AnnotatedType<?> annotated, Bean<?> bean) {
        // The annotation is looked for where extensions may have added or removed it, and so not on the class.
        if (annotated.isAnnotationPresent(WebSocketHandler.class)) {
            beans.put(bean.getBeanClass(), bean);
        }
        // A specialised bean is not enabled, but Weld reports it all the same.
        if (annotated.isAnnotationPresent(Specializes.class)) {
            specialised.add(bean.getBeanClass().getSuperclass());
        }
    }

    /** Returns the classes, sorted by name, since containers find them in any order. */
    List<Class<?>> types() {
        return beans.keySet().stream()
                .filter(type -> !specialised.contains(type))
                .sorted(Comparator.<Class<?>, String>comparing(Class::getName))
                .toList();
    }

    /**
     * Returns those of a web application, which may be one of several in an EAR: the classes that its class loader finds.
     *
     * @param application the class loader, or null for all handlers
     */
    List<Class<?>> types(ClassLoader application) {
        return application == null
                ? types()
                : types().stream().filter(type -> finds(application, type)).toList();
    }

    /** Returns the handlers that may be served together, as often as there are web applications that have some. */
    List<List<Class<?>>> together() {
        return types().stream()
                .map(Class::getClassLoader)
                .distinct()
                .map(this::types)
                .distinct()
                .toList();
    }

    private static boolean finds(ClassLoader loader, Class<?> type) {
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

    /** Returns a client proxy where the scope is a normal one, else an instance. */
    static Object reference(BeanManager beans, Bean<?> bean) {
        return beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
    }
}
