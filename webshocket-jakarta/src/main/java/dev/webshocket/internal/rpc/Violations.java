package dev.webshocket.internal.rpc;

import dev.webshocket.internal.methods.ParameterModel;
import dev.webshocket.internal.methods.Thrown;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.internal.model.RpcMethodModel;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The message to a caller whose arguments break constraints: Jakarta Validation 3.0, section 6.1.4. Only
 * {@link #ofParameters} names a class of that API, which may be absent, and only after such an exception has been thrown.
 */
final class Violations {

    /** More would not help the caller. */
    private static final int MOST = 10;

    private Violations() {}

    /**
     * Describes the violations of the arguments.
     *
     * @param failure what the call threw
     * @return empty if it is anything else, such as constraints of the result or of another method called from within
     */
    static Optional<String> ofParameters(RpcMethodModel method, Throwable failure) {
        return Thrown.isA(failure, "jakarta.validation.ConstraintViolationException")
                ? Read.text(method, failure)
                : Optional.empty();
    }

    /** Loaded only if the API is present. */
    private static final class Read {

        static Optional<String> text(RpcMethodModel method, Throwable failure) {
            Set<ConstraintViolation<?>> violations = ((ConstraintViolationException) failure).getConstraintViolations();
            List<String> texts = new ArrayList<>();
            for (ConstraintViolation<?> violation :
                    violations == null ? Set.<ConstraintViolation<?>>of() : violations) {
                Optional<String> argument = argument(method, violation);
                if (argument.isEmpty()) {
                    return Optional.empty();
                }
                texts.add(argument.get() + ": " + violation.getMessage());
            }
            return Optional.of(texts.stream().sorted().limit(MOST).collect(Collectors.joining("; ")))
                    .filter(text -> !text.isEmpty());
        }

        /** Describes the violation; empty if it does not concern an argument of the method. */
        private static Optional<String> argument(RpcMethodModel method, ConstraintViolation<?> violation) {
            Iterator<Path.Node> path = violation.getPropertyPath().iterator();
            if (!path.hasNext() || !isOf(method, violation.getRootBeanClass(), path.next()) || !path.hasNext()) {
                return Optional.empty();
            }
            Path.Node place = path.next();
            if (place.getKind() == ElementKind.CROSS_PARAMETER) {
                return Optional.of("arguments");
            }
            if (place.getKind() == ElementKind.PARAMETER
                    && method.parameters()
                                    .get(place.as(Path.ParameterNode.class).getParameterIndex())
                            instanceof ParameterModel.Value value) {
                StringBuilder name = new StringBuilder(value.name());
                path.forEachRemaining(node -> append(node, name));
                return Optional.of("argument '" + name + "'");
            }
            return Optional.empty();
        }

        private static boolean isOf(RpcMethodModel method, Class<?> bean, Path.Node node) {
            return node.getKind() == ElementKind.METHOD
                    && node.getName().equals(method.method().getName())
                    && node.as(Path.MethodNode.class)
                            .getParameterTypes()
                            .equals(List.of(method.method().getParameterTypes()))
                    && method.method().getDeclaringClass().isAssignableFrom(bean);
        }

        private static void append(Path.Node node, StringBuilder name) {
            if (node.isInIterable()) {
                Object key = node.getIndex() == null ? node.getKey() : node.getIndex();
                name.append('[')
                        .append(key == null ? "" : Wording.brief(key.toString()))
                        .append(']');
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                name.append('.').append(node.getName());
            }
        }
    }
}
