package dev.webshocket.internal.types;

import dev.webshocket.internal.types.ValueType.Code;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Optional;

/** Finds the adapters, serializers and deserializers that annotations of JSON-B name. */
final class CustomCode {

    private final TypeReading types;

    CustomCode(TypeReading types) {
        this.types = types;
    }

    /**
     * Finds the code that annotations of a class name, or else the config's. Code that writes a class also writes its
     * subclasses; code that reads one does not read them.
     */
    Optional<ValueType> ofClass(Class<?> raw, Type type) throws UnbindableTypeException {
        Optional<ValueType> annotated =
                JdkClasses.isOfTheJdk(raw) ? Optional.empty() : find(new OnClass(raw, types.side()), raw, type);
        return annotated.isPresent() ? annotated : given(raw, type);
    }

    private Optional<ValueType> given(Class<?> raw, Type type) throws UnbindableTypeException {
        GivenCode code = types.rules().code();
        Optional<Code> custom = code.custom(raw, types.side());
        if (custom.isPresent()) {
            return Optional.of(new ValueType.Custom(type, custom.get()));
        }
        Optional<Code> adapter = code.adapter(raw, types.side());
        return adapter.isPresent() ? adapted(adapter.get(), raw, type) : Optional.empty();
    }

    /** Finds the code that annotations of a property or of a constructor's parameter name. */
    Optional<ValueType> ofProperty(Found annotations, Type type) throws UnbindableTypeException {
        return find(annotations, Erasure.of(type), type);
    }

    /** Where annotations are looked for. */
    @FunctionalInterface
    interface Found {

        <A extends Annotation> Optional<A> annotation(Class<A> type);
    }

    private record OnClass(Class<?> raw, Side side) implements Found {
        @Override
        public <A extends Annotation> Optional<A> annotation(Class<A> type) {
            return side == Side.READ ? Annotations.find(type, raw) : Annotations.inherited(type, raw);
        }
    }

    /** A parameter, and the property of its name if there is one. */
    record OnParameter(AnnotatedElement parameter, Optional<Accessor> accessor) implements Found {
        @Override
        public <A extends Annotation> Optional<A> annotation(Class<A> type) {
            return Annotations.find(type, parameter).or(() -> accessor.flatMap(each -> each.annotation(type)));
        }
    }

    private Optional<ValueType> find(Found found, Class<?> raw, Type type) throws UnbindableTypeException {
        Optional<Class<?>> code = types.side() == Side.READ
                ? found.annotation(JsonbTypeDeserializer.class).map(JsonbTypeDeserializer::value)
                : found.annotation(JsonbTypeSerializer.class).map(JsonbTypeSerializer::value);
        if (code.isPresent()) {
            return Optional.of(new ValueType.Custom(type, new Code(code.get(), null)));
        }
        Optional<JsonbTypeAdapter> adapter = found.annotation(JsonbTypeAdapter.class);
        return adapter.isPresent() ? adapted(new Code(adapter.get().value(), null), raw, type) : Optional.empty();
    }

    private Optional<ValueType> adapted(Code adapter, Class<?> raw, Type type) throws UnbindableTypeException {
        TypeArguments arguments = TypeArguments.ofType(adapter.type());
        Class<?> original = Erasure.of(arguments.argument(JsonbAdapter.class, 0));
        Type wire = arguments.argument(JsonbAdapter.class, 1);
        if (!original.isAssignableFrom(MethodType.methodType(raw).wrap().returnType())) {
            throw new UnbindableTypeException("the adapter " + adapter.type().getName() + " is of "
                    + original.getTypeName() + ", and not of " + type.getTypeName());
        }
        // Otherwise an adapter that returns the same type would be applied without end.
        ValueType model = Erasure.of(wire) == raw ? types.withoutCustomCode(raw, wire) : types.ofAdapted(type, wire);
        return Optional.of(new ValueType.Adapted(type, adapter, model));
    }
}
