package dev.webshocket.internal.methods;

import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.TypeArguments;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * A signature for finding overrides: the name, and the parameter types as resolved in the handler class, so that {@code
 * save(User)} overrides {@code save(T)} of a superclass.
 *
 * @param name the method's name
 * @param parameters the erased types of the parameters
 */
record MethodSignature(String name, List<Class<?>> parameters) {

    static MethodSignature of(Method method, TypeArguments types) {
        return new MethodSignature(
                method.getName(),
                Arrays.stream(method.getGenericParameterTypes())
                        .<Class<?>>map(t -> Erasure.of(types.resolve(t)))
                        .toList());
    }
}
