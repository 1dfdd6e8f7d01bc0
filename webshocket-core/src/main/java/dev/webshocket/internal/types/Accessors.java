package dev.webshocket.internal.types;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbVisibility;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the properties of a class and its superclasses, as JSON-B 3.0, sections 3.7 and 4.1 to 4.6 do. For one thread. */
final class Accessors {

    private final Class<?> type;
    private final TypeRules rules;
    private final Map<String, Accessor> found = new LinkedHashMap<>();
    private final Map<String, Integer> levels = new LinkedHashMap<>();

    private Accessors(Class<?> type, TypeRules rules) {
        this.type = type;
        this.rules = rules;
    }

    /**
     * Finds them in the order of writing: those of superclasses first, then by name, unless an annotation on the class says
     * otherwise.
     */
    static List<Accessor> of(Class<?> type, TypeRules rules) throws UnbindableTypeException {
        return new Accessors(type, rules).find();
    }

    private List<Accessor> find() throws UnbindableTypeException {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Class<?> each = type; each != null && each != Object.class && each != Record.class; ) {
            classes.push(each);
            each = each.getSuperclass();
        }
        int level = 0;
        for (Class<?> each : classes) {
            collect(each, level++);
        }
        collectDefaults(level - 1);
        for (Accessor each : found.values()) {
            each.namedByDefault(rules.wireName(each.name(), type));
        }
        Comparator<Accessor> order = Comparator.comparing(accessor -> levels.get(accessor.name()));
        List<Accessor> ordered = new ArrayList<>(found.values());
        Comparator<Accessor> byName = Comparator.comparing(Accessor::defaultName);
        ordered.sort(order.thenComparing(rules.reversed() ? byName.reversed() : byName));
        Optional<JsonbPropertyOrder> stated = Annotations.find(JsonbPropertyOrder.class, type);
        stated.ifPresent(names -> ordered.sort(Comparator.comparing(accessor -> {
            int index = Arrays.asList(names.value()).indexOf(accessor.name());
            return index < 0 ? Integer.MAX_VALUE : index;
        })));
        return ordered;
    }

    private void collect(Class<?> declaring, int level) throws UnbindableTypeException {
        PropertyVisibilityStrategy visibility = visibility(declaring);
        for (Field field : declaring.getDeclaredFields()) {
            if (!field.isSynthetic()) {
                at(field.getName(), declaring, level, visibility).field(field);
            }
        }
        Set<String> components = componentsOf(declaring);
        // Java does not define their order, but the result must always be the same.
        List<Method> methods = Stream.of(declaring.getDeclaredMethods())
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName)
                        .reversed()
                        .thenComparing(method -> Arrays.toString(method.getParameterTypes())))
                .toList();
        for (Method method : methods) {
            if (method.getParameterCount() == 0 && components.contains(method.getName())) {
                at(method.getName(), declaring, level, visibility).getter(method);
            } else if (isGetter(method)) {
                at(propertyName(method), declaring, level, visibility).getter(method);
            }
        }
        for (Method method : methods) {
            if (isSetter(method)) {
                at(propertyName(method), declaring, level, visibility).setter(method);
            }
        }
    }

    /** Default methods of interfaces are getters and setters if no class has one. */
    private void collectDefaults(int level) {
        Annotations.supertypes(type)
                .filter(Class::isInterface)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(method -> method.isDefault() && !method.isBridge())
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> {
                    if (isGetter(method) && !has(method, Accessor::hasGetter)) {
                        at(propertyName(method), type, level, rules.visibility())
                                .getter(method);
                    } else if (isSetter(method) && !has(method, Accessor::hasSetter)) {
                        at(propertyName(method), type, level, rules.visibility())
                                .setter(method);
                    }
                });
    }

    private boolean has(Method method, Predicate<Accessor> what) {
        Accessor accessor = found.get(propertyName(method));
        return accessor != null && what.test(accessor);
    }

    private Accessor at(String name, Class<?> declaring, int level, PropertyVisibilityStrategy visibility) {
        levels.put(name, level);
        Accessor accessor = found.computeIfAbsent(name, Accessor::new);
        accessor.seenIn(declaring, visibility);
        return accessor;
    }

    private static Set<String> componentsOf(Class<?> declaring) {
        return declaring.isRecord()
                ? Arrays.stream(declaring.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static boolean isGetter(Method method) {
        return (hasPrefix("get", method) || isQuestion(method))
                && method.getParameterCount() == 0
                && method.getReturnType() != void.class;
    }

    /** Whether it begins with "is": many words do, so a lower-case letter may follow only in methods that return a boolean. */
    private static boolean isQuestion(Method method) {
        boolean answers = method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
        return hasPrefix("is", method)
                && (answers || !Character.isLowerCase(method.getName().charAt(2)));
    }

    private static boolean isSetter(Method method) {
        return hasPrefix("set", method) && method.getParameterCount() == 1;
    }

    /** The next letter may be of either case, as in {@code getxCoord}. */
    private static boolean hasPrefix(String prefix, Method method) {
        String name = method.getName();
        return name.startsWith(prefix) && name.length() > prefix.length();
    }

    /** As {@code java.beans.Introspector} does: of {@code getURL} it is {@code URL}. A record's methods have no prefix. */
    private static String propertyName(Method method) {
        if (method.getDeclaringClass().isRecord()) {
            return method.getName();
        }
        String name = method.getName().substring(method.getName().startsWith("is") ? 2 : 3);
        boolean acronym =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
        return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private PropertyVisibilityStrategy visibility(Class<?> declaring) throws UnbindableTypeException {
        Optional<JsonbVisibility> annotation = Annotations.ofClass(JsonbVisibility.class, declaring);
        if (annotation.isEmpty()) {
            return rules.visibility();
        }
        try {
            return annotation.get().value().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new UnbindableTypeException("the PropertyVisibilityStrategy "
                    + annotation.get().value().getName() + " of " + declaring.getName() + " cannot be made");
        }
    }
}
