package dev.webshocket.internal.description;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.model.PublishedChannel;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.internal.types.Side;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The channels of an application as a document of AsyncAPI 3.0. Written by one thread. */
final class AsyncApi {

    private static final String VERSION = "3.0.0";
    private static final String REF = "$ref";

    private final List<ServiceModel> services;
    private final List<ChannelRule> rules;
    private final Schemas schemas;
    private final ChannelMessages messages;
    private final SortedMap<String, DescribedChannel> channels = new TreeMap<>();

    private AsyncApi(List<ServiceModel> services, List<ChannelRule> rules, Schemas schemas, DescriptionTexts texts) {
        this.services = services;
        this.rules = rules;
        this.schemas = schemas;
        this.messages = new ChannelMessages(schemas, texts);
    }

    /** Writes the document. */
    static JsonObject document(
            List<ServiceModel> services, List<ChannelRule> rules, Binding binding, ServiceInfo info) {
        DescriptionTexts texts = new DescriptionTexts();
        SchemaWriter writer = new SchemaWriter(
                binding.types(), binding.rules().unknownMembers(), texts, SchemaWriter.Dialect.ASYNC_API);
        AsyncApi document = new AsyncApi(services, rules, new Schemas(writer), texts);
        document.collect();
        Map<String, Object> plain = document.write(info, texts);
        return binding.jsonProvider().createObjectBuilder(plain).build();
    }

    private void collect() {
        rules.forEach(rule -> channels.put(rule.pattern(), new DescribedChannel(rule.pattern())));
        for (ServiceModel service : services) {
            for (PublishedChannel channel : service.published()) {
                channels.computeIfAbsent(channel.channel(), DescribedChannel::new)
                        .add(service.path(), channel);
                schemas.add(channel.type(), Side.WRITE);
            }
        }
        schemas.assignNames();
    }

    private Map<String, Object> write(ServiceInfo info, DescriptionTexts texts) {
        List<Class<?>> handlers = services.stream()
                .flatMap(service -> service.handlers().stream())
                .toList();
        String paths = services.stream().map(ServiceModel::path).collect(Collectors.joining(", "));
        Map<String, String> serverNames =
                names(services.stream().map(ServiceModel::path).toList());
        Map<String, String> channelNames = names(List.copyOf(channels.keySet()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", VERSION);
        document.put("info", info.info(handlers, paths, texts));
        document.put("defaultContentType", "application/json");
        document.put("servers", servers(serverNames));
        Map<String, Object> described = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        channels.forEach((pattern, channel) -> {
            String name = channelNames.get(pattern);
            described.put(name, channel(channel, serverNames));
            Map<String, Object> operation = new LinkedHashMap<>();
            operation.put("action", "send");
            operation.put("channel", Map.of(REF, "#/channels/" + name));
            operations.put("publish_" + name, operation);
        });
        document.put("channels", described);
        document.put("operations", operations);
        Map<String, Object> components = new LinkedHashMap<>();
        schemas.components().forEach((name, component) -> components.put(name, component.schema()));
        document.put("components", Map.of("schemas", components));
        return document;
    }

    /** Names paths or patterns by their letters and digits, each with another name. */
    private static Map<String, String> names(List<String> texts) {
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

    private Map<String, Object> servers(Map<String, String> names) {
        Map<String, Object> servers = new LinkedHashMap<>();
        names.forEach((path, name) -> {
            Map<String, Object> server = new LinkedHashMap<>();
            server.put("host", "{host}");
            server.put("pathname", path);
            server.put("protocol", "ws");
            Map<String, Object> variables = new LinkedHashMap<>();
            variables.put("host", Map.of("default", "localhost"));
            ServiceInfo.variables(path).forEach(variable -> variables.put(variable, Map.of("default", variable)));
            server.put("variables", variables);
            servers.put(name, server);
        });
        return servers;
    }

    private Map<String, Object> channel(DescribedChannel channel, Map<String, String> serverNames) {
        Map<String, Object> described = new LinkedHashMap<>();
        ChannelAddress address = ChannelAddress.of(channel.pattern());
        described.put("address", address.text());
        ChannelRule rule = channel.rule(rules).orElse(null);
        described.put("messages", messages.of(channel, rule));
        if (!address.parameters().isEmpty()) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            address.parameters().forEach(parameter -> parameters.put(parameter, Map.of()));
            described.put("parameters", parameters);
        }
        List<Object> servers = new ArrayList<>();
        channel.paths().forEach(path -> servers.add(Map.of(REF, "#/servers/" + serverNames.get(path))));
        if (!servers.isEmpty()) {
            described.put("servers", servers);
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
}
