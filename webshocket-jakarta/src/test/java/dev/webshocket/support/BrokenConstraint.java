package dev.webshocket.support;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the exceptions of Jakarta Validation without a provider. */
public final class BrokenConstraint {

    private BrokenConstraint() {}

    /** Makes an exception of these violations of a bean's methods. */
    @SafeVarargs
    public static ConstraintViolationException exception(Class<?> bean, List<Path.Node>... paths) {
        Set<ConstraintViolation<?>> violations = new HashSet<>();
        for (List<Path.Node> path : paths) {
            violations.add(fake(
                    ConstraintViolation.class,
                    Map.of("getRootBeanClass", bean, "getMessage", "is wrong", "getPropertyPath", new NodePath(path))));
        }
        return new ConstraintViolationException("secret " + bean, violations);
    }

    private record NodePath(List<Path.Node> nodes) implements Path {
        @Override
        public Iterator<Node> iterator() {
            return nodes.iterator();
        }
    }

    /** Makes the node of a method. */
    public static Path.Node method(String name, Class<?>... types) {
        return fake(
                Path.MethodNode.class,
                Map.of("getKind", ElementKind.METHOD, "getName", name, "getParameterTypes", List.of(types)));
    }

    /** Makes the node of a parameter; its name depends on the provider. */
    public static Path.Node parameter(int index) {
        return fake(
                Path.ParameterNode.class,
                Map.of("getKind", ElementKind.PARAMETER, "getName", "arg" + index, "getParameterIndex", index));
    }

    /** Makes the node of a property, of the element at an index or a key; null if it is not of an element. */
    public static Path.Node property(String name, Object at) {
        return at == null
                ? fake(Path.PropertyNode.class, Map.of("getKind", ElementKind.PROPERTY, "getName", name))
                : fake(
                        Path.PropertyNode.class,
                        Map.of(
                                "getKind",
                                ElementKind.PROPERTY,
                                "getName",
                                name,
                                "isInIterable",
                                true,
                                at instanceof Integer ? "getIndex" : "getKey",
                                at));
    }

    /** Makes a node that has only a kind. */
    public static Path.Node node(ElementKind kind) {
        return fake(Path.Node.class, Map.of("getKind", kind));
    }

    private static <T> T fake(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "as" -> proxy;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "isInIterable" -> values.containsKey("isInIterable");
                    default -> values.get(method.getName());
                }));
    }
}
