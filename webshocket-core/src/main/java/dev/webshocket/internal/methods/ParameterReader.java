package dev.webshocket.internal.methods;

import dev.webshocket.DefaultValue;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcParam;
import dev.webshocket.internal.calls.StreamTable;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.UnfitValueException;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.TypeArguments;
import dev.webshocket.internal.types.UnbindableTypeException;
import dev.webshocket.internal.types.ValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the parameters of remote methods. */
final class ParameterReader {

    private static final Set<Class<?>> OPTIONALS =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private final Binding binding;
    private final Codec json;
    private final Consumer<DefinitionProblem> problems;

    ParameterReader(Binding binding, Codec json, Consumer<DefinitionProblem> problems) {
        this.binding = binding;
        this.json = json;
        this.problems = problems;
    }

    /** Reads the parameters, and reports and omits invalid ones. The types are the resolved types of the parameters. */
    List<ParameterModel> read(MethodLocation location, List<Type> types) {
        List<ParameterLocation> parameters = IntStream.range(0, types.size())
                .mapToObj(i -> new ParameterLocation(location, i, types.get(i)))
                .toList();
        checkNames(parameters.stream().filter(ParameterLocation::isValue).toList());
        checkOnlyOne(parameters, ParameterLocation::isConnection, ParameterProblems::severalConnections);
        checkOnlyOne(parameters, ParameterLocation::isStream, ParameterProblems::severalStreams);
        List<ParameterLocation> uploads =
                parameters.stream().filter(ParameterLocation::isUpload).toList();
        if (uploads.size() > StreamTable.MOST) {
            problems.accept(ParameterProblems.tooManyUploads(uploads));
        }
        return parameters.stream().map(this::read).flatMap(Optional::stream).toList();
    }

    private void checkNames(List<ParameterLocation> parameters) {
        List<ParameterLocation> unnamed =
                parameters.stream().filter(p -> p.name().isEmpty()).toList();
        if (!unnamed.isEmpty()) {
            problems.accept(ParameterProblems.unnamed(unnamed));
        }
        parameters.stream()
                .filter(p -> p.name().filter(name -> !name.isBlank()).isPresent())
                .collect(Collectors.groupingBy(p -> p.name().orElseThrow(), TreeMap::new, Collectors.toList()))
                .forEach((name, same) -> {
                    if (same.size() > 1) {
                        problems.accept(ParameterProblems.sameName(name, same));
                    }
                });
    }

    private void checkOnlyOne(
            List<ParameterLocation> parameters,
            Predicate<ParameterLocation> kind,
            Function<List<ParameterLocation>, DefinitionProblem> problem) {
        List<ParameterLocation> found = parameters.stream().filter(kind).toList();
        if (found.size() > 1) {
            problems.accept(problem.apply(found));
        }
    }

    private Optional<ParameterModel> read(ParameterLocation parameter) {
        if (parameter.isValue()) {
            return readValue(parameter);
        }
        Stream.of(RpcParam.class, DefaultValue.class)
                .filter(parameter::has)
                .forEach(annotation -> problems.accept(ParameterProblems.notSent(annotation, parameter)));
        if (parameter.isConnection()) {
            return Optional.of(new ParameterModel.Connection());
        }
        return parameter.isUpload() ? readUpload(parameter) : readStream(parameter);
    }

    private Optional<ParameterModel> readUpload(ParameterLocation parameter) {
        if (!(parameter.type() instanceof ParameterizedType items)
                || items.getActualTypeArguments()[0] instanceof WildcardType) {
            problems.accept(ParameterProblems.uploadOfUnknown(parameter));
            return Optional.empty();
        }
        Type item = items.getActualTypeArguments()[0];
        // An unresolved type variable has been reported for the method.
        if (TypeArguments.variablesIn(item).findAny().isPresent()) {
            return Optional.empty();
        }
        try {
            boolean published = items.getRawType() == Flow.Publisher.class;
            ValueType model = binding.readable(item);
            String name = parameter.name().orElse("upload" + (parameter.index() + 1));
            return Optional.of(new ParameterModel.Upload(name, model, binding.reader(model), published));
        } catch (UnbindableTypeException e) {
            problems.accept(ParameterProblems.unbindableItem(parameter, e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<ParameterModel> readStream(ParameterLocation parameter) {
        if (parameter.type() instanceof ParameterizedType stream
                && !(stream.getActualTypeArguments()[0] instanceof WildcardType)) {
            return Optional.of(new ParameterModel.Emitter(stream.getActualTypeArguments()[0]));
        }
        problems.accept(ParameterProblems.streamOfUnknown(parameter));
        return Optional.empty();
    }

    private Optional<ParameterModel> readValue(ParameterLocation parameter) {
        if (parameter
                .annotation(RpcParam.class)
                .filter(p -> p.value().isBlank())
                .isPresent()) {
            problems.accept(ParameterProblems.blankName(parameter));
        }
        boolean optional = OPTIONALS.contains(Erasure.of(parameter.type()));
        if (optional && parameter.has(DefaultValue.class)) {
            problems.accept(ParameterProblems.optionalDefault(parameter));
        }
        if (parameter.isVariadic()) {
            checkVariadic(parameter);
        }
        // An unresolved type variable has been reported for the method.
        if (TypeArguments.variablesIn(parameter.type()).findAny().isPresent()) {
            return Optional.empty();
        }
        try {
            ValueType model = binding.readable(parameter.type());
            ValueReader reader = binding.reader(model);
            Object defaultPlain = optional ? null : readDefault(parameter, reader);
            boolean required = !optional && !parameter.isVariadic() && !parameter.has(DefaultValue.class);
            return parameter
                    .name()
                    .map(name -> new ParameterModel.Value(
                            name, parameter.type(), model, reader, required, defaultPlain, parameter.isVariadic()));
        } catch (UnbindableTypeException e) {
            problems.accept(ParameterProblems.unbindable(parameter, e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkVariadic(ParameterLocation parameter) {
        if (parameter.has(DefaultValue.class)) {
            problems.accept(ParameterProblems.variadicDefault(parameter));
        }
        if (parameter.type() == byte[].class) {
            problems.accept(ParameterProblems.variadicBytes(parameter));
        }
    }

    private Object readDefault(ParameterLocation parameter, ValueReader reader) {
        Optional<String> text = parameter.annotation(DefaultValue.class).map(DefaultValue::value);
        if (text.isEmpty()) {
            return parameter.isVariadic() ? List.of() : null;
        }
        Object plain = DefaultValueParser.of(text.get(), parameter.type(), json);
        try {
            reader.read(plain);
        } catch (UnfitValueException e) {
            problems.accept(ParameterProblems.unfitDefault(parameter, text.get(), e.getMessage()));
        }
        return plain;
    }
}
