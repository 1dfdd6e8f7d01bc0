package dev.webshocket.internal.redis.session;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The classes of the application whose values JSON-B writes and reads. The first value of each class is read again, and has to give the same
 * JSON, so that nothing is stored that would come back as something else. Where a class has {@link HiddenFields}, this is done with each
 * value. Safe for use by any thread.
 */
final class ApplicationTypes {

    /** More classes than any application keeps in attributes; values of others are read again each time. */
    private static final int MOST_CLASSES = 1_000;

    private final ClassLoader loader;
    private final Jsonb jsonb;

    /** What the first value of a class has shown: empty that it can be written, else why not. */
    private final Map<Class<?>, String> shown = new ConcurrentHashMap<>();

    ApplicationTypes(ClassLoader loader, Jsonb jsonb) {
        this.loader = loader;
        this.jsonb = jsonb;
    }

    /**
     * Finds a class by its name.
     *
     * @throws UnreadableException if the application has none that may be made from what a store has
     */
    Class<?> find(String name) throws UnreadableException {
        try {
            // Not initialized before it is known to be of the kind that is written.
            Class<?> type = Class.forName(name, false, loader);
            String why = refusal(type);
            if (!why.isEmpty()) {
                throw new UnreadableException(name + " is not a class for attributes: " + why);
            }
            return type;
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UnreadableException("the application has no class " + name, e);
        }
    }

    /** Returns why no value of a class is written, whatever it has; empty if it may be. */
    private String refusal(Class<?> type) {
        if (isOfJdk(type) && !type.isEnum()) {
            return "only those classes of the JDK are stored that the documentation lists";
        }
        if (type.isInterface()
                || (Modifier.isAbstract(type.getModifiers()) && !type.isEnum())
                || type.isSynthetic()
                || type.isHidden()
                || type.isAnonymousClass()) {
            return "it is abstract, or made at run time";
        }
        if (!type.isRecord() && !type.isEnum() && !canBeMade(type)) {
            return "it is no record and no enum, and JSON-B finds no constructor for it: it needs one without parameters";
        }
        return "";
    }

    static boolean isOfJdk(Class<?> type) {
        return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }

    private static boolean canBeMade(Class<?> type) {
        Stream<AnnotatedElement> annotated = Stream.of(
                        Stream.<AnnotatedElement>of(type.getDeclaredConstructors()),
                        Stream.<AnnotatedElement>of(type.getDeclaredMethods()))
                .flatMap(all -> all);
        return type.isAnnotationPresent(JsonbTypeAdapter.class)
                || type.isAnnotationPresent(JsonbTypeDeserializer.class)
                || annotated.anyMatch(maker -> maker.isAnnotationPresent(JsonbCreator.class))
                || (!isInner(type)
                        && Arrays.stream(type.getDeclaredConstructors()).anyMatch(ApplicationTypes::isDefault));
    }

    private static boolean isDefault(Constructor<?> constructor) {
        return constructor.getParameterCount() == 0
                && (constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static boolean isInner(Class<?> type) {
        return type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    }

    /**
     * Writes a value.
     *
     * @param type its class, or that of its enum
     * @throws UnwritableException if it could not be read again
     */
    String write(Class<?> type, Object value) throws UnwritableException {
        String known = shown.get(type);
        if (known == null) {
            return writeFirst(type, value);
        }
        if (!known.isEmpty()) {
            throw new UnwritableException(type, known);
        }
        try {
            return jsonb.toJson(value);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnwritableException(type, "JSON-B cannot write it: " + e, e);
        }
    }

    private String writeFirst(Class<?> type, Object value) throws UnwritableException {
        String why = refusal(type);
        if (why.isEmpty() && !isFound(type)) {
            why = "the class loader of the application does not find it by its name";
        }
        if (!why.isEmpty()) {
            throw new UnwritableException(type, remember(type, why));
        }
        try {
            String json = jsonb.toJson(value);
            if (json.equals("{}") && hasNoProperties(type)) {
                throw new UnwritableException(
                        type,
                        remember(type, "JSON-B sees none of its properties, which need a getter, or to be public"));
            }
            Object again = jsonb.fromJson(json, type);
            if (again == null || !isSame(json, jsonb.toJson(again))) {
                throw new UnwritableException(
                        type,
                        remember(type, "what JSON-B reads of it is another value; each property needs a setter too"));
            }
            HiddenFields hidden = HiddenFields.of(type);
            if (hidden.isEmpty()) {
                remember(type, "");
            } else {
                checkNothingLost(type, hidden, value, again, json);
            }
            return json;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (AttributeCodec.isConcurrent(e)) {
                throw e;
            }
            throw new UnwritableException(type, remember(type, "JSON-B cannot write and read it: " + e), e);
        }
    }

    private void checkNothingLost(Class<?> type, HiddenFields hidden, Object value, Object again, String json)
            throws UnwritableException {
        Optional<String> lost = hidden.lost(value, again);
        if (lost.isEmpty()) {
            return;
        }
        if (!json.equals(jsonb.toJson(value))) {
            throw new ConcurrentModificationException("a value of " + type.getName() + " has changed meanwhile");
        }
        throw new UnwritableException(
                type,
                remember(
                        type,
                        "JSON-B does not see its field " + lost.get()
                                + ", which needs a getter and a setter, or to be transient if it need not be stored"));
    }

    private String remember(Class<?> type, String what) {
        if (shown.size() < MOST_CLASSES) {
            shown.put(type, what);
        }
        return what;
    }

    private boolean isFound(Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static boolean hasNoProperties(Class<?> type) {
        return !type.isRecord()
                && type.getFields().length == 0
                && Arrays.stream(type.getMethods()).noneMatch(ApplicationTypes::isGetter)
                && (!type.getSuperclass().equals(Object.class) || type.getDeclaredFields().length > 0);
    }

    private static boolean isGetter(Method method) {
        String name = method.getName();
        return method.getParameterCount() == 0
                && method.getDeclaringClass() != Object.class
                && ((name.startsWith("get") && name.length() > 3) || (name.startsWith("is") && name.length() > 2));
    }

    /** Compares without regard to order, which sets within a value need not keep. */
    private static boolean isSame(String one, String other) {
        return one.equals(other)
                || Arrays.equals(
                        one.chars().sorted().toArray(), other.chars().sorted().toArray());
    }

    /**
     * Reads a value: a missing property has its default, and an unknown one is skipped.
     *
     * @throws UnreadableException if it is not one of this class
     */
    Object read(Class<?> type, String json) throws UnreadableException {
        try {
            Object value = jsonb.fromJson(json, type);
            if (value == null) {
                throw new UnreadableException("a value of " + type.getName() + " is null");
            }
            return value;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnreadableException("a value of " + type.getName() + " cannot be read: " + e, e);
        }
    }
}
