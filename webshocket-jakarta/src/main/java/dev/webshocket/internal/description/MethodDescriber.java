package dev.webshocket.internal.description;

import dev.webshocket.internal.methods.ParameterModel;
import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.internal.model.RateLimitModel;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.types.Side;
import dev.webshocket.packet.RpcErrorCode;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Describes methods as OpenRPC has them, with extensions for what it does not know. For one thread. */
final class MethodDescriber {

    private static final String NAME = "name";
    private static final String SCHEMA = "schema";
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final Schemas schemas;
    private final DescriptionTexts texts;

    MethodDescriber(Schemas schemas, DescriptionTexts texts) {
        this.schemas = schemas;
        this.texts = texts;
    }

    /** Adds the types of a method to the schemas. */
    static void addTypes(RpcMethodModel method, Schemas schemas) {
        for (ParameterModel parameter : method.parameters()) {
            if (parameter instanceof ParameterModel.Value value) {
                schemas.add(value.model(), Side.READ);
            } else if (parameter instanceof ParameterModel.Upload upload) {
                schemas.add(upload.model(), Side.READ);
            }
        }
        method.answer().ifPresent(answer -> schemas.add(answer, Side.WRITE));
    }

    /**
     * Describes a method.
     *
     * @param used gets the names of the schemas that it refers to
     */
    Map<String, Object> describe(RpcMethodModel method, Set<String> used) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put(NAME, method.name());
        texts.of(method.method()).ifPresent(text -> described.put("summary", text));
        if (method.method().isAnnotationPresent(Deprecated.class)) {
            described.put("deprecated", true);
        }
        described.put("paramStructure", "either");
        List<Object> params = new ArrayList<>();
        List<Object> uploads = new ArrayList<>();
        for (int i = 0; i < method.parameters().size(); i++) {
            Parameter parameter = method.method().getParameters()[i];
            if (method.parameters().get(i) instanceof ParameterModel.Value value) {
                params.add(argument(method, value, parameter, used));
            } else if (method.parameters().get(i) instanceof ParameterModel.Upload upload) {
                uploads.add(upload(method, upload, parameter, used));
            }
        }
        described.put("params", params);
        described.put("result", result(method, used));
        described.put("errors", errors(method));
        if (method.shape().isStream()) {
            described.put("x-stream", true);
        }
        if (!uploads.isEmpty()) {
            described.put("x-uploads", uploads);
        }
        if (!method.accessRules().isEmpty()) {
            described.put("x-access", method.accessRules());
        }
        method.rateLimit().ifPresent(limit -> described.put("x-rate-limit", rateLimit(limit)));
        return described;
    }

    private Map<String, Object> argument(
            RpcMethodModel method, ParameterModel.Value value, Parameter parameter, Set<String> used) {
        Map<String, Object> described = named(value.name(), method, parameter);
        described.put("required", value.required());
        Map<String, Object> schema = schemas.ofArgument(value.model(), Place.of(parameter), used);
        if (value.variadic()) {
            described.put("x-variadic", true);
            schema = items(schema);
        } else if (value.defaultPlain() != null && isExact(value.defaultPlain())) {
            schema = Schema.with(schema, Map.of("default", value.defaultPlain()));
        }
        described.put(SCHEMA, schema);
        return described;
    }

    /** Numbers that are too large or too small for a double would be others in a document. */
    private static boolean isExact(Object plain) {
        if (plain instanceof List<?> list) {
            return list.stream().allMatch(MethodDescriber::isExact);
        }
        if (plain instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(MethodDescriber::isExact);
        }
        if (plain instanceof Double real) {
            return Double.isFinite(real);
        }
        return !(plain instanceof Number)
                || plain instanceof Long
                || plain instanceof BigInteger
                || plain instanceof BigDecimal;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> items(Map<String, Object> array) {
        return (Map<String, Object>) array.getOrDefault("items", Map.of());
    }

    private Map<String, Object> upload(
            RpcMethodModel method, ParameterModel.Upload upload, Parameter parameter, Set<String> used) {
        Map<String, Object> described = named(upload.name(), method, parameter);
        described.put(
                SCHEMA,
                schemas.of(upload.model(), Side.READ, Place.of(parameter).item(), used));
        return described;
    }

    private Map<String, Object> named(String name, RpcMethodModel method, Parameter parameter) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put(NAME, name);
        texts.of(method.method(), parameter).ifPresent(text -> described.put("summary", text));
        return described;
    }

    private Map<String, Object> result(RpcMethodModel method, Set<String> used) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put(NAME, method.shape().isStream() ? "item" : "result");
        texts.ofResult(method.method()).ifPresent(text -> described.put("summary", text));
        described.put(
                SCHEMA,
                method.answer()
                        .map(answer -> schemas.of(answer, Side.WRITE, place(method), used))
                        .orElseGet(() -> Schema.ofType("null")));
        return described;
    }

    /** The place of the result, or of the items of a stream. */
    private static Place place(RpcMethodModel method) {
        if (method.shape() == ResultShape.VALUE) {
            return Place.resultOf(method.method());
        }
        if (method.shape() != ResultShape.EMITTER) {
            return Place.resultOf(method.method()).item();
        }
        for (int i = 0; i < method.parameters().size(); i++) {
            if (method.parameters().get(i) instanceof ParameterModel.Emitter) {
                return Place.of(method.method().getParameters()[i]).item();
            }
        }
        return Place.NONE;
    }

    private static List<Object> errors(RpcMethodModel method) {
        List<RpcErrorCode> codes = new ArrayList<>();
        codes.add(RpcErrorCode.RPC_INVALID_PARAMS);
        if (!method.accessRules().isEmpty()) {
            codes.add(RpcErrorCode.RPC_ACCESS_DENIED);
        }
        if (method.rateLimit().isPresent()) {
            codes.add(RpcErrorCode.RPC_RATE_LIMITED);
        }
        codes.addAll(List.of(
                RpcErrorCode.RPC_APPLICATION_ERROR, RpcErrorCode.RPC_INTERNAL_ERROR, RpcErrorCode.RPC_OVERLOADED));
        return codes.stream().<Object>map(MethodDescriber::error).toList();
    }

    private static Map<String, Object> error(RpcErrorCode code) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code.code());
        error.put("message", code.name());
        return error;
    }

    private static Map<String, Object> rateLimit(RateLimitModel limit) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("limit", limit.rate().limit());
        BigDecimal nanos = new BigDecimal(limit.rate().period().toNanos());
        BigDecimal seconds = nanos.divide(NANOS).stripTrailingZeros();
        described.put("seconds", seconds.scale() <= 0 ? (Object) seconds.longValueExact() : seconds);
        described.put("per", limit.per().name());
        return described;
    }
}
