package dev.webshocket.internal.tools.javadoc;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** What the processor knows of handlers. By name, so that it needs no other jar. */
final class Handlers {

    private Handlers() {}

    /** Says whether clients can call a method. */
    static boolean isCallable(ExecutableElement method) {
        return has(method, "dev.webshocket.RpcMethod");
    }

    /** Says whether a class is a handler, or declares methods for one. */
    static boolean isHandler(TypeElement type) {
        return has(type, "dev.webshocket.WebSocketHandler")
                || ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(Handlers::isCallable);
    }

    private static boolean has(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(mirror -> mirror.getAnnotationType().toString().equals(annotation));
    }
}
