package dev.webshocket.internal.types;

import dev.webshocket.AllowUnknownMembers;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads records and classes with properties. */
final class ObjectTypes {

    private final TypeReading types;

    ObjectTypes(TypeReading types) {
        this.types = types;
    }

    ObjectType object(Class<?> raw, Type type) throws UnbindableTypeException {
        ObjectType model = new ObjectType(type, raw.isAnnotationPresent(AllowUnknownMembers.class));
        types.begin(type, model);
        fill(model, raw);
        return model;
    }

    private void fill(ObjectType model, Class<?> raw) throws UnbindableTypeException {
        TypeRules rules = types.rules();
        List<Accessor> accessors = Accessors.of(raw, rules);
        PropertyTypes properties = new PropertyTypes(types, model.javaType());
        if (types.side() == Side.WRITE) {
            model.fill(Optional.empty(), distinct(raw, written(properties, raw, accessors)), Set.of(), typeKeys(raw));
            return;
        }
        Executable maker = Maker.of(raw);
        List<Property> read = new ArrayList<>(Maker.parameters(maker, raw, accessors, properties, rules));
        Set<String> taken = rules.names(List.of());
        read.forEach(property -> taken.add(property.name()));
        Set<String> ignored = rules.names(List.of());
        for (Accessor accessor : accessors) {
            Optional<AnnotatedElement> into = accessor.into();
            String name = accessor.wireName(Side.READ);
            accessor.outOf().ifPresent(getter -> ignored.add(accessor.wireName(Side.WRITE)));
            if (into.isEmpty()) {
                continue;
            }
            if (taken.add(name)) {
                requireReachable(into.get());
                read.add(new Property(name, properties.of(accessor, into.get()), false, false, into.get()));
            } else if (read.stream().noneMatch(each -> rules.isSame(each.name(), name) && Maker.isParameter(each))) {
                throw clash(raw, name);
            }
        }
        ignored.removeAll(taken);
        model.fill(Optional.of(maker), read, ignored, typeKeys(raw));
    }

    @SuppressWarnings("deprecation") // @JsonbProperty(nillable = true) still holds.
    private List<Property> written(PropertyTypes properties, Class<?> raw, List<Accessor> accessors)
            throws UnbindableTypeException {
        boolean nillableClass = Annotations.ofClass(JsonbNillable.class, raw)
                .map(JsonbNillable::value)
                .orElse(types.rules().nullValues());
        List<Property> written = new ArrayList<>();
        for (Accessor accessor : accessors) {
            Optional<AnnotatedElement> outOf = accessor.outOf();
            if (outOf.isPresent()) {
                requireReachable(outOf.get());
                boolean nillable = accessor.annotation(JsonbNillable.class)
                        .map(JsonbNillable::value)
                        .or(() -> accessor.annotation(JsonbProperty.class).map(JsonbProperty::nillable))
                        .orElse(nillableClass);
                boolean always =
                        nillable || Erasure.of(Accessor.typeOf(outOf.get())).isPrimitive();
                ValueType type = properties.of(accessor, outOf.get());
                written.add(new Property(accessor.wireName(Side.WRITE), type, always, nillable, outOf.get()));
            }
        }
        return written;
    }

    private List<Property> distinct(Class<?> raw, List<Property> properties) throws UnbindableTypeException {
        Set<String> names = types.rules().names(List.of());
        for (Property property : properties) {
            if (!names.add(property.name())) {
                throw clash(raw, property.name());
            }
        }
        return properties;
    }

    private static UnbindableTypeException clash(Class<?> raw, String name) {
        return new UnbindableTypeException(raw.getTypeName() + " has two properties named \"" + name + '"');
    }

    /** A strategy of the application may select members that are not public, and a superclass may not be public. */
    private static void requireReachable(AnnotatedElement element) throws UnbindableTypeException {
        Member member = (Member) element;
        Class<?> declaring = member.getDeclaringClass();
        Module module = declaring.getModule();
        boolean exposed = Modifier.isPublic(member.getModifiers()) && Modifier.isPublic(declaring.getModifiers());
        if (!exposed && !module.isOpen(declaring.getPackageName(), ObjectTypes.class.getModule())) {
            throw new UnbindableTypeException(declaring.getTypeName() + " is in a package that the module "
                    + module.getName() + " does not open");
        }
    }

    /** The subtypes of a class with {@link JsonbTypeInfo}. */
    VariantType variants(Class<?> raw, Type type) throws UnbindableTypeException {
        JsonbTypeInfo info = raw.getAnnotation(JsonbTypeInfo.class);
        VariantType model = new VariantType(type, info.key());
        types.begin(type, model);
        Map<String, ValueType> variants = new LinkedHashMap<>();
        Optional<ObjectType> base = Optional.empty();
        boolean abstractType = raw.isInterface() || Modifier.isAbstract(raw.getModifiers());
        if (!abstractType) {
            if (types.side() == Side.READ) {
                ObjectProblems.requireReadable(raw);
            } else {
                ObjectProblems.requireWritable(raw);
            }
            ObjectType own = new ObjectType(type, raw.isAnnotationPresent(AllowUnknownMembers.class));
            fill(own, raw);
            base = Optional.of(own);
        }
        for (JsonbSubtype subtype : info.value()) {
            if (!raw.isAssignableFrom(subtype.type())) {
                throw new UnbindableTypeException("@JsonbSubtype of " + raw.getTypeName() + " names "
                        + subtype.type().getTypeName() + ", which is not a subtype");
            }
            ValueType variant = subtype.type() == raw && base.isPresent() ? base.get() : types.of(subtype.type());
            if (variants.put(subtype.alias(), variant) != null) {
                throw new UnbindableTypeException(
                        raw.getTypeName() + " has two subtypes named \"" + subtype.alias() + '"');
            }
        }
        if (variants.isEmpty() && base.isEmpty()) {
            throw new UnbindableTypeException(
                    "@JsonbTypeInfo of " + raw.getTypeName() + " names no subtypes, and it is no class to make");
        }
        model.fill(variants, base);
        return model;
    }

    /** The members that name the subtype of a class, those of its supertypes first. */
    private static Map<String, String> typeKeys(Class<?> raw) throws UnbindableTypeException {
        List<Class<?>> told = Annotations.supertypes(raw)
                .filter(each -> each.isAnnotationPresent(JsonbTypeInfo.class))
                .toList();
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = told.size() - 1; i >= 0; i--) {
            JsonbTypeInfo info = told.get(i).getDeclaredAnnotation(JsonbTypeInfo.class);
            Optional<String> alias = alias(info, raw);
            if (alias.isPresent() && keys.put(info.key(), alias.get()) != null) {
                throw new UnbindableTypeException(raw.getTypeName()
                        + " has two supertypes whose @JsonbTypeInfo has the key \"" + info.key() + '"');
            }
        }
        return keys;
    }

    /** The alias of the class itself, or of the nearest of its superclasses that has one. */
    private static Optional<String> alias(JsonbTypeInfo info, Class<?> raw) {
        return Annotations.supertypes(raw)
                .flatMap(each -> Arrays.stream(info.value())
                        .filter(subtype -> subtype.type() == each)
                        .map(JsonbSubtype::alias))
                .findFirst();
    }
}
