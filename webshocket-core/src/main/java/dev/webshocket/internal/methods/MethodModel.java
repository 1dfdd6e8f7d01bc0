package dev.webshocket.internal.methods;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;

/**
 * A method that the other side can call. Immutable.
 *
 * @param name the exposed name
 * @param method the method, which a superclass or an interface of the object's class may declare
 * @param invoker calls the method, see {@link MethodInvoker}
 * @param types what it takes and answers
 */
public record MethodModel(String name, Method method, MethodHandle invoker, MethodTypes types) {}
