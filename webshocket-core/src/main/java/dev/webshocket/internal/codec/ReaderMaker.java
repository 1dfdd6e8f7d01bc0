package dev.webshocket.internal.codec;

import dev.webshocket.internal.types.Containers;
import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.ObjectType;
import dev.webshocket.internal.types.ValueType;
import dev.webshocket.internal.types.VariantType;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.serializer.JsonbDeserializer;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Creates the readers of one type and its parts; a type that contains itself gets one reader. For one thread; the created
 * readers are for any.
 */
final class ReaderMaker {

    private final Binding binding;
    private final BindingRules rules;
    private final Map<ValueType, ValueReader> made = new IdentityHashMap<>();

    ReaderMaker(Binding binding) {
        this.binding = binding;
        this.rules = binding.rules();
    }

    /**
     * Makes the reader of a type.
     *
     * @throws IllegalArgumentException if a format is invalid, or application code cannot be instantiated
     */
    ValueReader of(ValueType type) {
        if (type instanceof ObjectType object) {
            return object(object);
        }
        if (type instanceof VariantType variants) {
            return variants(variants);
        }
        if (type instanceof ValueType.Scalar scalar) {
            return scalar.kind() == ValueType.Scalar.Kind.BINARY
                    ? Binaries.reader(binding.types().binary())
                    : ScalarReaders.of(scalar.javaType(), rules.maxNumberDigits());
        }
        if (type instanceof ValueType.FormattedNumber number) {
            return formatted(number);
        }
        if (type instanceof ValueType.Temporal temporal) {
            return ScalarReaders.nullable(Temporals.of(temporal.javaType(), temporal.format())::read);
        }
        if (type instanceof ValueType.Text text) {
            return Texts.reader(text.javaType());
        }
        if (type instanceof ValueType.Enumeration enumeration) {
            return enumeration(enumeration.javaType());
        }
        if (type instanceof ValueType.Tree tree) {
            return trees(tree.javaType());
        }
        return ofOthers(type);
    }

    private ValueReader ofOthers(ValueType type) {
        if (type instanceof ValueType.Sequence sequence) {
            return sequence(sequence);
        }
        if (type instanceof ValueType.Mapping map) {
            return map(map);
        }
        if (type instanceof ValueType.Maybe maybe) {
            return ContainerReaders.optional(Erasure.of(maybe.javaType()), of(maybe.value()));
        }
        if (type instanceof ValueType.Adapted adapted) {
            return adapted(adapted);
        }
        if (type instanceof ValueType.Custom custom) {
            return new CustomReader(
                    binding, custom.javaType(), (JsonbDeserializer<?>) binding.component(custom.code()));
        }
        return Anything::withoutDecimals;
    }

    private ValueReader object(ObjectType type) {
        ValueReader known = made.get(type);
        if (known != null) {
            return known;
        }
        ObjectValueReader reader = new ObjectValueReader(
                type, rules.unknownMembers() || type.isOpen(), binding.types().anyCase());
        made.put(type, reader);
        for (int i = 0; i < type.properties().size(); i++) {
            reader.reader(i, of(type.properties().get(i).type()));
        }
        return reader;
    }

    private ValueReader variants(VariantType type) {
        ValueReader known = made.get(type);
        if (known != null) {
            return known;
        }
        Map<String, ValueReader> variants = new HashMap<>();
        ValueReader base = type.base().map(this::object).orElse(null);
        ValueReader reader = new VariantReader(simpleName(type), type.key(), variants, base);
        made.put(type, reader);
        type.variants().forEach((alias, variant) -> variants.put(alias, of(variant)));
        return reader;
    }

    private ValueReader formatted(ValueType.FormattedNumber type) {
        ValueReader number = ScalarReaders.of(type.javaType(), rules.maxNumberDigits());
        FormattedNumbers format =
                new FormattedNumbers(type, number, NumberReaders.isWhole(type.javaType()), rules.maxNumberDigits());
        return type.javaType().isPrimitive() ? format::read : ScalarReaders.nullable(format::read);
    }

    private static ValueReader enumeration(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        String name = type.getSimpleName();
        return plain -> {
            if (plain == null) {
                return null;
            }
            if (!(plain instanceof String)) {
                throw Described.unfit(plain, name);
            }
            Object constant = constants.get(plain);
            if (constant == null) {
                throw new UnfitValueException("the string is no " + name);
            }
            return constant;
        };
    }

    private ValueReader trees(Class<?> type) {
        return plain -> {
            Object tree = tree(plain);
            if (type.isInstance(tree)) {
                return tree;
            }
            if (plain == null) {
                return null;
            }
            throw Described.wrongKind(plain, type.getSimpleName());
        };
    }

    private Object tree(Object plain) throws UnfitValueException {
        try {
            return JsonTree.of(plain, binding.jsonProvider());
        } catch (UnfitJsonException e) {
            throw e.where("");
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private ValueReader sequence(ValueType.Sequence type) {
        ValueReader item = of(type.item());
        Class<?> raw = Erasure.of(type.javaType());
        if (raw.isArray()) {
            return ContainerReaders.array(raw.getComponentType(), item);
        }
        Class<?> made = Containers.implementation(raw);
        if (made == ArrayList.class) {
            return ContainerReaders.list(item);
        }
        if (made == EnumSet.class) {
            Class constants = Erasure.of(type.item().javaType());
            return ContainerReaders.collection("EnumSet", () -> EnumSet.noneOf(constants), item, null);
        }
        Supplier<Object> maker = maker(made);
        return ContainerReaders.collection(
                simpleName(type), () -> (Collection<Object>) maker.get(), item, AdditionGuard.of(made, type.item()));
    }

    @SuppressWarnings("unchecked")
    private ValueReader map(ValueType.Mapping type) {
        ValueReader value = of(type.value());
        Class<?> made = Containers.implementation(Erasure.of(type.javaType()));
        Class<?> key = Erasure.of(type.key().javaType());
        boolean text = key == String.class || key == Object.class || key == CharSequence.class;
        if (text && made == LinkedHashMap.class) {
            return ContainerReaders.map(value);
        }
        Supplier<Object> maker = maker(made);
        return ContainerReaders.map(
                simpleName(type),
                () -> (Map<Object, Object>) maker.get(),
                key(type.key()),
                value,
                AdditionGuard.of(made, type.key()));
    }

    private KeyReader key(ValueType type) {
        if (type instanceof ValueType.Adapted adapted) {
            KeyReader wire = key(adapted.wire());
            ValueReader back = adapter(adapted, plain -> plain);
            return text -> back.read(wire.read(text));
        }
        ValueReader reader = of(type);
        if (!(type instanceof ValueType.Scalar scalar)) {
            return reader::read;
        }
        return switch (scalar.kind()) {
            case INTEGER, NUMBER -> text -> reader.read(number(text, scalar));
            case BOOLEAN ->
                text -> reader.read(text.equals("true") ? true : text.equals("false") ? false : (Object) text);
            case CHARACTER, STRING, BINARY -> reader::read;
        };
    }

    /** A text that is not a number stays a string, which then does not fit. */
    private Object number(String text, ValueType.Scalar type) {
        boolean floating = type.javaType() == Double.class || type.javaType() == Float.class;
        if (floating && (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity"))) {
            return Double.valueOf(text);
        }
        Number number = NumberText.parseAny(text, !floating, rules.maxNumberDigits());
        return number == null ? text : number;
    }

    private static Supplier<Object> maker(Class<?> type) {
        try {
            Constructor<?> constructor = type.getConstructor();
            MethodHandle handle = Handles.maker(constructor);
            Object[] none = {};
            return () -> {
                try {
                    return (Object) handle.invokeExact(none);
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the model accepted a type that cannot be created: " + type, e);
        }
    }

    private ValueReader adapted(ValueType.Adapted type) {
        ValueReader wire = of(type.wire());
        return adapter(type, wire);
    }

    @SuppressWarnings("unchecked")
    private ValueReader adapter(ValueType.Adapted type, ValueReader wire) {
        JsonbAdapter<Object, Object> adapter = (JsonbAdapter<Object, Object>) binding.component(type.adapter());
        Class<?> expected = Erasure.of(type.javaType());
        String name = simpleName(type);
        return plain -> {
            if (plain == null) {
                if (expected.isPrimitive()) {
                    throw Described.unfit(null, name);
                }
                return null;
            }
            Object read = wire.read(plain);
            try {
                Object value = adapter.adaptFromJson(read);
                return CustomReader.checked(value, expected, name);
            } catch (UnfitValueException e) {
                throw e;
            } catch (Throwable e) {
                throw ApplicationCode.unfit(e, "the value does not fit " + name);
            }
        };
    }

    private static String simpleName(ValueType type) {
        return Erasure.of(type.javaType()).getSimpleName();
    }
}
