package dev.webshocket.internal.tools.javadoc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What the javadoc of a class says, as keys and sentences: those of the class, its members, and its methods for clients. */
public final class ClassDescription {

    private static final String CLASS = "class";

    private final SortedMap<String, String> sentences = new TreeMap<>();
    private final Elements elements;
    private final Types types;
    private final CommentKinds kinds;

    private ClassDescription(ProcessingEnvironment environment) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
        kinds = new CommentKinds(elements);
    }

    /** Describes a class; the map is empty if it has no javadoc. */
    public static SortedMap<String, String> of(TypeElement type, ProcessingEnvironment environment) {
        ClassDescription description = new ClassDescription(environment);
        description.read(type);
        return description.sentences;
    }

    private void read(TypeElement type) {
        Comment comment = commentOf(type);
        put(CLASS, comment.sentence());
        membersOf(type, comment).forEach((member, sentence) -> put(CLASS + '.' + member, sentence));
        Map<String, List<ExecutableElement>> methods = ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .collect(Collectors.groupingBy(method -> method.getSimpleName().toString()));
        methods.forEach((name, overloads) -> {
            for (ExecutableElement method : overloads) {
                if (Handlers.isCallable(method)) {
                    method(overloads.size() == 1 ? name : name + typesOf(method), method);
                }
            }
        });
    }

    private void method(String key, ExecutableElement method) {
        Comment comment = commentOf(method);
        put(key, comment.sentence());
        put(key + ".return", comment.result());
        for (VariableElement parameter : method.getParameters()) {
            String name = parameter.getSimpleName().toString();
            put(key + '.' + name, comment.parameters().getOrDefault(name, ""));
        }
    }

    /** Returns what is said of components, fields and properties; what stands at the field goes before what stands at the getter. */
    private Map<String, String> membersOf(TypeElement type, Comment comment) {
        Map<String, String> members = new LinkedHashMap<>();
        if (Handlers.isHandler(type)) {
            return members;
        }
        boolean isRecord = type.getKind() == ElementKind.RECORD;
        if (isRecord) {
            members.putAll(comment.parameters());
            members.keySet()
                    .retainAll(type.getRecordComponents().stream()
                            .map(component -> component.getSimpleName().toString())
                            .collect(Collectors.toSet()));
            type.getRecordComponents()
                    .forEach(component -> add(members, component.getSimpleName().toString(), component.getAccessor()));
            return members;
        }
        for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            if (field.getKind() == ElementKind.FIELD && !field.getModifiers().contains(Modifier.STATIC)) {
                add(members, field.getSimpleName().toString(), field);
            }
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (Getters.isGetter(method)) {
                add(members, Getters.propertyOf(method), method);
            }
        }
        return members;
    }

    private void add(Map<String, String> members, String name, Element element) {
        Comment comment = commentOf(element);
        String sentence = comment.sentence();
        if (!sentence.isEmpty()) {
            members.putIfAbsent(name, sentence);
        }
    }

    private Comment commentOf(Element element) {
        return element == null ? Comment.NONE : Comment.of(elements.getDocComment(element), kinds.isMarkdown(element));
    }

    private void put(String key, String sentence) {
        if (!sentence.isEmpty()) {
            sentences.put(key, sentence);
        }
    }

    private String typesOf(ExecutableElement method) {
        return method.getParameters().stream()
                .map(parameter -> nameOf(types.erasure(parameter.asType())))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** Returns the name that {@link Class#getName()} gives. */
    private String nameOf(TypeMirror erased) {
        if (erased.getKind() == TypeKind.ARRAY) {
            TypeMirror component = ((ArrayType) erased).getComponentType();
            return '['
                    + (component.getKind() == TypeKind.DECLARED
                            ? 'L' + nameOf(component) + ';'
                            : descriptor(component));
        }
        return erased.getKind() == TypeKind.DECLARED
                ? elements.getBinaryName((TypeElement) ((DeclaredType) erased).asElement())
                        .toString()
                : erased.toString();
    }

    private String descriptor(TypeMirror component) {
        return switch (component.getKind()) {
            case BOOLEAN -> "Z";
            case LONG -> "J";
            case ARRAY -> nameOf(component);
            default -> component.getKind().name().substring(0, 1);
        };
    }
}
