package dev.webshocket.internal.description;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.internal.types.Side;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The channels of an application as documents of AsyncAPI 3.0. Their parts are written once, so that a document of some of the channels is
 * put together from them. Immutable, and safe for use by any thread.
 */
final class AsyncApi {

    private static final String VERSION = "3.0.0";
    private static final String REF = "$ref";

    /**
     * A service.
     *
     * @param name its name among the servers
     * @param info what a document of its channels alone says of it
     * @param server where it is
     */
    private record Server(String name, JsonObject info, JsonObject server) {}

    /**
     * A channel, or those of a pattern.
     *
     * @param name its name among the channels
     * @param described its description, without its servers
     * @param schemas the names of all schemas that the description refers to, those of schemas included
     * @param publishers the methods that publish to it, by the paths of their services
     */
    private record Channel(
            String name, JsonObject described, Set<String> schemas, Map<String, Set<RpcMethodModel>> publishers) {}

    private final JsonProvider json;
    private final Map<String, Server> servers;
    private final List<Channel> channels;
    private final Map<String, JsonObject> components;
    private final JsonObject whole;

    private AsyncApi(
            JsonProvider json,
            JsonObject info,
            Map<String, Server> servers,
            List<Channel> channels,
            Map<String, JsonObject> components) {
        this.json = json;
        this.servers = servers;
        this.channels = channels;
        this.components = components;
        this.whole = document(info, servers.keySet(), channels);
    }

    /** Describes the channels that services publish to, and those that rules name. */
    static AsyncApi of(List<ServiceModel> services, List<ChannelRule> rules, Binding binding, ServiceInfo info) {
        JsonProvider json = binding.jsonProvider();
        DescriptionTexts texts = new DescriptionTexts();
        Schemas schemas = new Schemas(new SchemaWriter(
                binding.types(), binding.rules().unknownMembers(), texts, SchemaWriter.Dialect.ASYNC_API));
        SortedMap<String, DescribedChannel> described = collect(services, rules, schemas);
        Map<String, Schemas.Component> components = schemas.components();
        ChannelMessages messages = new ChannelMessages(schemas, texts);
        Map<String, String> names = names(described.keySet());
        List<Channel> channels = new ArrayList<>();
        described.forEach((pattern, channel) -> {
            Set<String> used = new TreeSet<>();
            Map<String, Object> plain = channel(channel, channel.rule(rules).orElse(null), messages, used);
            channels.add(new Channel(
                    names.get(pattern), object(json, plain), Schemas.closure(used, components), channel.publishers()));
        });
        Map<String, JsonObject> written = new LinkedHashMap<>();
        components.forEach((name, component) -> written.put(name, object(json, component.schema())));
        List<Class<?>> handlers = services.stream()
                .flatMap(service -> service.handlers().stream())
                .toList();
        String paths = services.stream().map(ServiceModel::path).collect(Collectors.joining(", "));
        return new AsyncApi(
                json,
                object(json, info.info(handlers, paths, texts)),
                servers(services, json, info, texts),
                List.copyOf(channels),
                written);
    }

    private static SortedMap<String, DescribedChannel> collect(
            List<ServiceModel> services, List<ChannelRule> rules, Schemas schemas) {
        SortedMap<String, DescribedChannel> channels = new TreeMap<>();
        rules.forEach(rule -> channels.put(rule.pattern(), new DescribedChannel(rule.pattern())));
        for (ServiceModel service : services) {
            service.published().forEach((channel, methods) -> {
                channels.computeIfAbsent(channel.channel(), DescribedChannel::new)
                        .add(service.path(), channel, methods);
                schemas.add(channel.type(), Side.WRITE);
            });
        }
        schemas.assignNames();
        return channels;
    }

    private static Map<String, Server> servers(
            List<ServiceModel> services, JsonProvider json, ServiceInfo info, DescriptionTexts texts) {
        Map<String, String> names =
                names(services.stream().map(ServiceModel::path).toList());
        Map<String, Server> servers = new LinkedHashMap<>();
        for (ServiceModel service : services) {
            String path = service.path();
            servers.put(
                    path,
                    new Server(
                            names.get(path),
                            object(json, info.info(service.handlers(), path, texts)),
                            object(json, server(path))));
        }
        return servers;
    }

    private static Map<String, Object> server(String path) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("host", "{host}");
        server.put("pathname", path);
        server.put("protocol", "ws");
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("host", Map.of("default", "localhost"));
        ServiceInfo.variables(path).forEach(variable -> variables.put(variable, Map.of("default", variable)));
        server.put("variables", variables);
        return server;
    }

    /** Names paths or patterns by their letters and digits, each with another name. */
    private static Map<String, String> names(Collection<String> texts) {
        Map<String, String> names = new LinkedHashMap<>();
        TreeSet<String> taken = new TreeSet<>();
        for (String text : texts) {
            String letters = text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
            StringBuilder name = new StringBuilder(letters.isEmpty() ? "all" : letters);
            while (!taken.add(name.toString())) {
                name.append('_');
            }
            names.put(text, name.toString());
        }
        return names;
    }

    private static Map<String, Object> channel(
            DescribedChannel channel, ChannelRule rule, ChannelMessages messages, Set<String> used) {
        Map<String, Object> described = new LinkedHashMap<>();
        ChannelAddress address = ChannelAddress.of(channel.pattern());
        described.put("address", address.text());
        described.put("messages", messages.of(channel, rule, used));
        if (!address.parameters().isEmpty()) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            address.parameters().forEach(parameter -> parameters.put(parameter, Map.of()));
            described.put("parameters", parameters);
        }
        described.put("x-pattern", channel.pattern());
        if (rule != null) {
            rule(rule, described);
        }
        return described;
    }

    private static void rule(ChannelRule rule, Map<String, Object> described) {
        if (rule.latestOnly()) {
            described.put("x-latest-only", true);
        } else if (rule.keeps()) {
            Map<String, Object> history = new LinkedHashMap<>();
            history.put("size", rule.historySize());
            history.put("seconds", rule.historyAge().toSeconds());
            described.put("x-history", history);
        }
        if (rule.presence()) {
            described.put("x-presence", true);
        }
    }

    private static JsonObject object(JsonProvider json, Map<String, Object> plain) {
        return json.createObjectBuilder(plain).build();
    }

    /** Returns the document of all channels. */
    JsonObject whole() {
        return whole;
    }

    /** Returns the document of the channels to which some methods of a service publish, with the schemas of these alone. */
    JsonObject of(String path, Predicate<RpcMethodModel> wanted) {
        List<Channel> some = channels.stream()
                .filter(channel -> channel.publishers().getOrDefault(path, Set.of()).stream()
                        .anyMatch(wanted))
                .toList();
        return document(servers.get(path).info(), Set.of(path), some);
    }

    private JsonObject document(JsonObject info, Set<String> paths, List<Channel> described) {
        var servers = json.createObjectBuilder();
        paths.forEach(path -> servers.add(
                this.servers.get(path).name(), this.servers.get(path).server()));
        var all = json.createObjectBuilder();
        var operations = json.createObjectBuilder();
        Set<String> used = new TreeSet<>();
        for (Channel channel : described) {
            all.add(channel.name(), withServers(channel, paths));
            operations.add(
                    "publish_" + channel.name(),
                    json.createObjectBuilder()
                            .add("action", "send")
                            .add("channel", reference("#/channels/" + channel.name())));
            used.addAll(channel.schemas());
        }
        var schemas = json.createObjectBuilder();
        used.forEach(name -> schemas.add(name, components.get(name)));
        return json.createObjectBuilder()
                .add("asyncapi", VERSION)
                .add("info", info)
                .add("defaultContentType", "application/json")
                .add("servers", servers)
                .add("channels", all)
                .add("operations", operations)
                .add("components", json.createObjectBuilder().add("schemas", schemas))
                .build();
    }

    private JsonObject withServers(Channel channel, Set<String> paths) {
        var references = json.createArrayBuilder();
        channel.publishers().keySet().stream()
                .filter(paths::contains)
                .forEach(path -> references.add(
                        reference("#/servers/" + servers.get(path).name())));
        return channel.publishers().isEmpty()
                ? channel.described()
                : json.createObjectBuilder(channel.described())
                        .add("servers", references)
                        .build();
    }

    private JsonObject reference(String place) {
        return json.createObjectBuilder().add(REF, place).build();
    }
}
