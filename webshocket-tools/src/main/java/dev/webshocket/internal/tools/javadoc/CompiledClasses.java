package dev.webshocket.internal.tools.javadoc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/** The classes that a run of the compiler has the source of; used by one thread. */
public final class CompiledClasses {

    private static final List<String> NAMING_CLASSES =
            List.of("dev.webshocket.Publishes", "jakarta.json.bind.annotation.JsonbTypeInfo");

    private final Set<TypeElement> sources = new HashSet<>();

    /** Creates a set without classes. */
    public CompiledClasses() {}

    /** Adds the top-level classes of a round. */
    public void add(Set<? extends Element> roots) {
        sources.addAll(ElementFilter.typesIn(roots));
    }

    /**
     * Returns the handlers, their superclasses, and the classes that their methods take and return, with all that these consist of; only
     * those that are compiled in this run.
     */
    public Collection<TypeElement> reachableFrom(Collection<TypeElement> handlers) {
        Search search = new Search();
        handlers.forEach(search::found);
        search.run();
        return search.found;
    }

    private boolean isSource(TypeElement type) {
        Element outermost = type;
        while (outermost.getEnclosingElement() instanceof TypeElement enclosing) {
            outermost = enclosing;
        }
        return outermost instanceof TypeElement top && sources.contains(top);
    }

    private final class Search {

        private final Set<TypeElement> found = new LinkedHashSet<>();
        private final Set<String> types = new HashSet<>();
        private final Deque<TypeElement> waiting = new ArrayDeque<>();

        void run() {
            while (!waiting.isEmpty()) {
                membersOf(waiting.remove());
            }
        }

        void found(TypeElement type) {
            if (isSource(type) && found.add(type)) {
                waiting.add(type);
            }
        }

        private void membersOf(TypeElement type) {
            annotationsOf(type);
            type(type.getSuperclass());
            type.getInterfaces().forEach(this::type);
            type.getPermittedSubclasses().forEach(this::type);
            for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
                if (!field.getModifiers().contains(Modifier.STATIC) && !Handlers.isHandler(type)) {
                    type(field.asType());
                }
            }
            for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
                annotationsOf(method);
                if (Handlers.isCallable(method)) {
                    type(method.getReturnType());
                    method.getParameters().forEach(parameter -> type(parameter.asType()));
                } else if (!Handlers.isHandler(type) && Getters.isGetter(method)) {
                    type(method.getReturnType());
                }
            }
        }

        /** Follows the classes that annotations name: what is published, and the subclasses of a union. */
        private void annotationsOf(Element element) {
            for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
                String name = annotation.getAnnotationType().toString();
                if (NAMING_CLASSES.stream().anyMatch(name::startsWith)) {
                    valuesOf(annotation);
                }
            }
        }

        private void valuesOf(AnnotationMirror annotation) {
            annotation.getElementValues().values().forEach(this::value);
        }

        private void value(AnnotationValue value) {
            Object content = value.getValue();
            if (content instanceof TypeMirror type) {
                type(type);
            } else if (content instanceof AnnotationMirror nested) {
                valuesOf(nested);
            } else if (content instanceof List<?> list) {
                list.forEach(item -> value((AnnotationValue) item));
            }
        }

        private void type(TypeMirror type) {
            List<TypeMirror> parts = new ArrayList<>();
            switch (type.getKind()) {
                case DECLARED -> {
                    DeclaredType declared = (DeclaredType) type;
                    if (declared.asElement() instanceof TypeElement element
                            && element.getKind() != ElementKind.ANNOTATION_TYPE) {
                        found(element);
                    }
                    parts.addAll(declared.getTypeArguments());
                }
                case ARRAY -> parts.add(((ArrayType) type).getComponentType());
                case TYPEVAR -> parts.add(((TypeVariable) type).getUpperBound());
                case INTERSECTION -> parts.addAll(((IntersectionType) type).getBounds());
                case WILDCARD -> {
                    WildcardType wildcard = (WildcardType) type;
                    parts.add(wildcard.getExtendsBound());
                    parts.add(wildcard.getSuperBound());
                }
                default -> {
                    // Primitive types and what the compiler does not know have no javadoc.
                }
            }
            for (TypeMirror part : parts) {
                if (part != null && types.add(part.toString())) {
                    type(part);
                }
            }
        }
    }
}
