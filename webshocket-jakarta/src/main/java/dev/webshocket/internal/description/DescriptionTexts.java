package dev.webshocket.internal.description;

import dev.webshocket.Description;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What classes, methods, parameters and properties are for: by their {@link Description}, or else by what the annotation processor
 * of {@code webshocket-tools} wrote beside the class file. For one thread.
 */
final class DescriptionTexts {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private static final String FOLDER = "META-INF/webshocket/descriptions/";
    private static final String CLASS = "class";
    private static final String RETURN = ".return";

    private final Map<Class<?>, Properties> files = new HashMap<>();

    /** Returns what a class is for. */
    Optional<String> of(Class<?> type) {
        return stated(type).or(() -> kept(type, CLASS));
    }

    /** Returns what a method is for. */
    Optional<String> of(Method method) {
        Class<?> type = method.getDeclaringClass();
        return stated(method).or(() -> kept(type, signature(method))).or(() -> kept(type, method.getName()));
    }

    /** Returns what a parameter of a method is for. */
    Optional<String> of(Method method, Parameter parameter) {
        Class<?> type = method.getDeclaringClass();
        String name = '.' + parameter.getName();
        return stated(parameter)
                .or(() -> kept(type, signature(method) + name))
                .or(() -> kept(type, method.getName() + name));
    }

    /** Returns what the result of a method is. */
    Optional<String> ofResult(Method method) {
        Class<?> type = method.getDeclaringClass();
        return kept(type, signature(method) + RETURN).or(() -> kept(type, method.getName() + RETURN));
    }

    /** Returns what a property is for. */
    Optional<String> of(PropertyElements property) {
        return property.all().stream()
                .flatMap(element -> stated(element).stream())
                .findFirst()
                .or(() -> kept(property.declaring(), CLASS + '.' + property.name()))
                .or(() -> property.getter().flatMap(getter -> kept(property.declaring(), getter)));
    }

    private static Optional<String> stated(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Description.class))
                .map(Description::value)
                .filter(text -> !text.isBlank())
                .map(String::strip);
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(DescriptionTexts::binaryName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static String binaryName(Class<?> type) {
        return type.isArray() ? binaryName(type.getComponentType()) + "[]" : type.getName();
    }

    private Optional<String> kept(Class<?> type, String key) {
        return Optional.ofNullable(
                        files.computeIfAbsent(type, DescriptionTexts::read).getProperty(key))
                .filter(text -> !text.isBlank())
                .map(String::strip);
    }

    private static Properties read(Class<?> type) {
        Properties texts = new Properties();
        String name = FOLDER + type.getName() + ".properties";
        ClassLoader loader = type.getClassLoader();
        try (InputStream file = loader == null ? null : loader.getResourceAsStream(name)) {
            if (file != null) {
                texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "WEBSHOCKET-0285: the descriptions in " + name + " cannot be read", e);
        }
        return texts;
    }
}
