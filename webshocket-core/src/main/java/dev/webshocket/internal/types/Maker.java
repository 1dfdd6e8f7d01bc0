package dev.webshocket.internal.types;

import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the creator of a class, as in JSON-B 3.0, section 4.5, or the constructor of a record. */
final class Maker {

    private Maker() {}

    /** Finds the maker of a class whose values can be read. */
    static Executable of(Class<?> raw) throws UnbindableTypeException {
        Optional<Executable> creator =
                ObjectProblems.makers(raw).filter(ObjectProblems::isCreator).findFirst();
        Executable maker = creator.isPresent() ? creator.get() : constructor(raw);
        if (maker instanceof Method method
                && (!Modifier.isStatic(method.getModifiers()) || !raw.isAssignableFrom(method.getReturnType()))) {
            throw new UnbindableTypeException(
                    raw.getTypeName() + " has a @JsonbCreator that is no static method which returns the class");
        }
        if (maker instanceof Constructor && Modifier.isAbstract(raw.getModifiers())) {
            throw new UnbindableTypeException(raw.getTypeName() + " is abstract, and its @JsonbCreator makes no value");
        }
        return maker;
    }

    private static Executable constructor(Class<?> raw) throws UnbindableTypeException {
        if (raw.isRecord()) {
            return raw.getDeclaredConstructors()[0];
        }
        try {
            return raw.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new UnbindableTypeException(raw.getTypeName() + " has no constructor without parameters");
        }
    }

    /** Whether a property is a parameter of its class's maker. */
    static boolean isParameter(Property property) {
        return property.origin() instanceof Parameter;
    }

    /** Reads the parameters, each a property. A transient one has no name, so that no value is read into it. */
    static List<Property> parameters(
            Executable maker, Class<?> raw, List<Accessor> accessors, PropertyTypes properties, TypeRules rules)
            throws UnbindableTypeException {
        Parameter[] parameters = maker.getParameters();
        List<Property> read = new ArrayList<>();
        Set<String> names = rules.names(List.of());
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            String javaName = javaName(parameter, i, maker, raw);
            Optional<Accessor> accessor = accessors.stream()
                    .filter(each -> each.name().equals(javaName))
                    .findFirst();
            boolean hidden =
                    raw.isRecord() && accessor.filter(Accessor::isHidden).isPresent();
            String name =
                    hidden ? "" : wireName(parameter, component(accessor, maker, raw), rules.wireName(javaName, raw));
            if (!hidden && !names.add(name)) {
                throw new UnbindableTypeException(raw.getTypeName() + " has two properties named \"" + name + '"');
            }
            ValueType type = hidden
                    ? new ValueType.Anything(parameter.getParameterizedType())
                    : properties.of(parameter, name, accessor);
            boolean stated = rules.creatorParameters() && !(type instanceof ValueType.Maybe);
            boolean required = !hidden && (stated || parameter.getType().isPrimitive());
            read.add(new Property(name, type, required, false, parameter));
        }
        return read;
    }

    private static String wireName(Parameter parameter, Optional<Accessor> component, String defaultName) {
        return Annotations.find(JsonbProperty.class, parameter)
                .map(JsonbProperty::value)
                .filter(value -> !value.isEmpty())
                .or(() -> component.map(each -> each.wireName(Side.WRITE)))
                .orElse(defaultName);
    }

    /** The component that a parameter sets: an explicit constructor does not have its annotations. */
    private static Optional<Accessor> component(Optional<Accessor> accessor, Executable maker, Class<?> raw) {
        return accessor.filter(each -> raw.isRecord() && maker instanceof Constructor && isCanonical(maker, raw));
    }

    /** A record has the names of its components even if the class file has no parameter names. */
    private static String javaName(Parameter parameter, int index, Executable maker, Class<?> raw)
            throws UnbindableTypeException {
        if (raw.isRecord() && maker instanceof Constructor && isCanonical(maker, raw)) {
            return raw.getRecordComponents()[index].getName();
        }
        if (!parameter.isNamePresent()
                && Annotations.find(JsonbProperty.class, parameter)
                        .filter(named -> !named.value().isEmpty())
                        .isEmpty()) {
            throw new UnbindableTypeException(raw.getTypeName()
                    + " has a @JsonbCreator whose parameters have no names (compile it with \"javac -parameters\","
                    + " or write @JsonbProperty(\"name\"))");
        }
        return parameter.getName();
    }

    private static boolean isCanonical(Executable maker, Class<?> raw) {
        Class<?>[] types = maker.getParameterTypes();
        var components = raw.getRecordComponents();
        if (types.length != components.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (types[i] != components[i].getType()) {
                return false;
            }
        }
        return true;
    }
}
