package dev.webshocket.internal.description;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of a class that make one property.
 *
 * @param declaring the class that has them
 * @param name the property's name in Java
 * @param origin the part through which its values go
 * @param all the origin, then the component, field, getter and setter of that name
 */
record PropertyElements(Class<?> declaring, String name, AnnotatedElement origin, List<AnnotatedElement> all) {

    /** Finds the parts by the one through which values go. */
    static PropertyElements of(AnnotatedElement origin) {
        Class<?> declaring = origin instanceof Parameter parameter
                ? parameter.getDeclaringExecutable().getDeclaringClass()
                : ((Member) origin).getDeclaringClass();
        String name = javaName(origin, declaring);
        Stream<AnnotatedElement> components = Arrays.stream(components(declaring))
                .filter(component -> component.getName().equals(name))
                .map(component -> component);
        Stream<AnnotatedElement> fields = Arrays.stream(declaring.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .map(field -> field);
        Stream<AnnotatedElement> methods = Arrays.stream(declaring.getDeclaredMethods())
                .filter(method ->
                        isAccessor(method) && nameOf(method, declaring).equals(name))
                .map(method -> method);
        return new PropertyElements(
                declaring,
                name,
                origin,
                Stream.of(Stream.of(origin), components, fields, methods)
                        .flatMap(each -> each)
                        .distinct()
                        .toList());
    }

    /** Returns the type as the origin has it. */
    AnnotatedType type() {
        if (origin instanceof Parameter parameter) {
            return parameter.getAnnotatedType();
        }
        if (origin instanceof Field field) {
            return field.getAnnotatedType();
        }
        Method method = (Method) origin;
        return method.getParameterCount() == 0
                ? method.getAnnotatedReturnType()
                : method.getAnnotatedParameterTypes()[0];
    }

    /** Returns the name of the getter, if there is one. */
    Optional<String> getter() {
        return all.stream()
                .filter(element -> element instanceof Method method && method.getParameterCount() == 0)
                .map(element -> ((Method) element).getName())
                .findFirst();
    }

    private static boolean isAccessor(Method method) {
        boolean getter = method.getParameterCount() == 0 && method.getReturnType() != void.class;
        return !method.isSynthetic() && (getter || (method.getParameterCount() == 1 && isNamed(method, "set")));
    }

    private static String javaName(AnnotatedElement origin, Class<?> declaring) {
        if (origin instanceof Method method) {
            return nameOf(method, declaring);
        }
        if (origin instanceof Field field) {
            return field.getName();
        }
        Parameter parameter = (Parameter) origin;
        Executable maker = parameter.getDeclaringExecutable();
        RecordComponent[] components = components(declaring);
        int index = Arrays.asList(maker.getParameters()).indexOf(parameter);
        // A compact constructor has the names of the components, whether or not the class file has them.
        return components.length == maker.getParameterCount() && !parameter.isNamePresent()
                ? components[index].getName()
                : parameter.getName();
    }

    private static RecordComponent[] components(Class<?> type) {
        return type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    }

    private static String nameOf(Method method, Class<?> declaring) {
        for (String prefix : List.of("get", "set", "is")) {
            if (isNamed(method, prefix) && !declaring.isRecord()) {
                String rest = method.getName().substring(prefix.length());
                boolean acronym = rest.length() > 1 && Character.isUpperCase(rest.charAt(1));
                return acronym ? rest : rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1);
            }
        }
        return method.getName();
    }

    private static boolean isNamed(Method method, String prefix) {
        return method.getName().length() > prefix.length()
                && method.getName().startsWith(prefix)
                && Character.isUpperCase(method.getName().charAt(prefix.length()));
    }
}
