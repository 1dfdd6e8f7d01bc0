package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.Publishes;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.methods.AnnotatedMethods;
import dev.webshocket.internal.types.UnbindableTypeException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Reads what handlers say that they publish: on themselves, what they extend and implement, and the methods of all these. */
final class PublishesReader {

    private final Binding binding;
    private final Consumer<DefinitionProblem> problems;

    PublishesReader(Binding binding, Consumer<DefinitionProblem> problems) {
        this.binding = binding;
        this.problems = problems;
    }

    /** Reads a handler whose methods have been read. */
    void read(Class<?> handler, ServiceBuilder service) {
        for (Class<?> type : AnnotatedMethods.supertypesOf(handler)) {
            read(handler, type, service);
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> !method.isBridge() && !method.isSynthetic())
                    .sorted(AnnotatedMethods.ORDER)
                    .forEach(method -> read(handler, method, service));
        }
    }

    private void read(Class<?> handler, AnnotatedElement element, ServiceBuilder service) {
        for (Publishes published : element.getDeclaredAnnotationsByType(Publishes.class)) {
            if (published.channel().isBlank()) {
                problems.accept(HandlerProblems.blankChannel(handler));
                continue;
            }
            try {
                service.publishes(
                        new PublishedChannel(
                                published.channel(),
                                binding.checkedWritable(published.type()),
                                published.description()),
                        methods(handler, element, service));
            } catch (UnbindableTypeException e) {
                problems.accept(HandlerProblems.unwritableMessage(handler, published.channel(), e.getMessage()));
            }
        }
    }

    /** Returns the method itself, or the one that overrides it; all of the handler for what clients do not call. */
    private static List<RpcMethodModel> methods(Class<?> handler, AnnotatedElement element, ServiceBuilder service) {
        List<RpcMethodModel> all = service.methodsOf(handler);
        List<RpcMethodModel> same = all.stream()
                .filter(each -> element instanceof Method method && isSame(method, each.method()))
                .toList();
        return same.isEmpty() ? all : same;
    }

    private static boolean isSame(Method one, Method other) {
        return one.getName().equals(other.getName())
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }
}
