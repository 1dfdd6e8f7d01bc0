package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.Publishes;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.methods.AnnotatedMethods;
import dev.webshocket.internal.types.UnbindableTypeException;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads what handlers say that they publish: on themselves, what they extend and implement, and the methods of all these. */
final class PublishesReader {

    private final Binding binding;
    private final Consumer<DefinitionProblem> problems;

    PublishesReader(Binding binding, Consumer<DefinitionProblem> problems) {
        this.binding = binding;
        this.problems = problems;
    }

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
                service.publishes(new PublishedChannel(
                        published.channel(), binding.checkedWritable(published.type()), published.description()));
            } catch (UnbindableTypeException e) {
                problems.accept(HandlerProblems.unwritableMessage(handler, published.channel(), e.getMessage()));
            }
        }
    }
}
