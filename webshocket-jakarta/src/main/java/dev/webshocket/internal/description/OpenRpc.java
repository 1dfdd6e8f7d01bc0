package dev.webshocket.internal.description;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.model.ServiceModel;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A service as a document of OpenRPC 1.3. Its parts are written once, so that a document of some of the methods is put together
 * from them. Immutable, and safe for use by any thread.
 */
final class OpenRpc {

    private static final String VERSION = "1.3.2";

    /**
     * A method.
     *
     * @param model the method
     * @param described its description
     * @param schemas the names of all schemas that the description refers to, those of schemas included
     */
    private record Method(RpcMethodModel model, JsonObject described, Set<String> schemas) {}

    private final JsonProvider json;
    private final JsonObject info;
    private final JsonObject server;
    private final List<Method> methods;
    private final Map<String, JsonObject> components;
    private final JsonObject whole;

    private OpenRpc(
            JsonProvider json,
            JsonObject info,
            JsonObject server,
            List<Method> methods,
            Map<String, JsonObject> components) {
        this.json = json;
        this.info = info;
        this.server = server;
        this.methods = methods;
        this.components = components;
        this.whole = document(methods);
    }

    /** Describes a service. */
    static OpenRpc of(ServiceModel service, Binding binding, ServiceInfo info) {
        JsonProvider json = binding.jsonProvider();
        DescriptionTexts texts = new DescriptionTexts();
        Schemas schemas = new Schemas(new SchemaWriter(
                binding.types(), binding.rules().unknownMembers(), texts, SchemaWriter.Dialect.OPEN_RPC));
        service.methods().values().forEach(method -> MethodDescriber.addTypes(method, schemas));
        schemas.assignNames();
        Map<String, Schemas.Component> components = schemas.components();
        MethodDescriber describer = new MethodDescriber(schemas, texts);
        List<Method> methods = new ArrayList<>();
        for (RpcMethodModel method : service.methods().values()) {
            Set<String> used = new TreeSet<>();
            Map<String, Object> described = describer.describe(method, used);
            methods.add(new Method(method, object(json, described), Schemas.closure(used, components)));
        }
        Map<String, JsonObject> written = new LinkedHashMap<>();
        components.forEach((name, component) -> written.put(name, object(json, component.schema())));
        return new OpenRpc(
                json,
                object(json, info.info(service.handlers(), service.path(), texts)),
                object(json, ServiceInfo.server(service.path())),
                List.copyOf(methods),
                written);
    }

    private static JsonObject object(JsonProvider json, Map<String, Object> plain) {
        return json.createObjectBuilder(plain).build();
    }

    /** Returns the document of all methods. */
    JsonObject whole() {
        return whole;
    }

    /** Returns the document of some methods, with the schemas of these alone. */
    JsonObject of(Predicate<RpcMethodModel> wanted) {
        List<Method> some =
                methods.stream().filter(method -> wanted.test(method.model())).toList();
        return some.size() == methods.size() ? whole : document(some);
    }

    private JsonObject document(List<Method> described) {
        Set<String> used = new TreeSet<>();
        var list = json.createArrayBuilder();
        described.forEach(method -> {
            list.add(method.described());
            used.addAll(method.schemas());
        });
        var schemas = json.createObjectBuilder();
        used.forEach(name -> schemas.add(name, components.get(name)));
        return json.createObjectBuilder()
                .add("openrpc", VERSION)
                .add("info", info)
                .add("servers", json.createArrayBuilder().add(server))
                .add("methods", list)
                .add("components", json.createObjectBuilder().add("schemas", schemas))
                .build();
    }
}
