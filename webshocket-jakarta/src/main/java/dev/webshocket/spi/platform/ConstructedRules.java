package dev.webshocket.spi.platform;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;

/** Creates access rules by their constructors. Stateless. */
final class ConstructedRules implements RuleInstances {

    @Override
    public Optional<String> fault(Class<?> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return Optional.of("it is abstract; name a class that can be instantiated");
        }
        boolean inner = type.isLocalClass()
                || type.isAnonymousClass()
                || (type.isMemberClass() && !Modifier.isStatic(type.getModifiers()));
        if (inner) {
            return Optional.of("it is an inner class, whose instances belong to those of another one; make it static");
        }
        boolean constructible = Arrays.stream(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0);
        return constructible
                ? Optional.empty()
                : Optional.of("it is no bean and has no constructor without parameters; add one, or make it a bean");
    }

    @Override
    public <T> T obtain(Class<T> type) throws Exception {
        Constructor<T> constructor = type.getDeclaredConstructor();
        try {
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "the module " + type.getModule().getName() + " does not open " + type.getPackageName(), e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
