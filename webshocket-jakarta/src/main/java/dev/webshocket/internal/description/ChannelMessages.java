package dev.webshocket.internal.description;

import static dev.webshocket.internal.description.Schema.ofType;
import static dev.webshocket.internal.description.Schema.with;

import dev.webshocket.ChannelRule;
import dev.webshocket.internal.model.PublishedChannel;
import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.Side;
import dev.webshocket.packet.PacketSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The messages of channels as they are on the wire: packets with the data of a type, and changes of presence. For one thread. */
final class ChannelMessages {

    private static final String STRING = "string";

    private final Schemas schemas;
    private final DescriptionTexts texts;

    ChannelMessages(Schemas schemas, DescriptionTexts texts) {
        this.schemas = schemas;
        this.texts = texts;
    }

    /**
     * Describes the messages of channels.
     *
     * @param rule the channels' rule; null for none
     * @param used gets the names of the schemas that the messages refer to
     */
    Map<String, Object> of(DescribedChannel channel, ChannelRule rule, Set<String> used) {
        Map<String, Object> messages = new LinkedHashMap<>();
        boolean keeps = rule != null && rule.keeps();
        for (PublishedChannel published : channel.published()) {
            Map<String, Object> data = schemas.of(published.type(), Side.WRITE, Place.NONE, used);
            Map<String, Object> message = new LinkedHashMap<>();
            Class<?> type = Erasure.of(published.type().javaType());
            String text = published.description().isBlank()
                    ? texts.of(type).orElse("")
                    : published.description().strip();
            if (!text.isEmpty()) {
                message.put("summary", text);
            }
            message.put("payload", packet("data", data, keeps));
            messages.put(free(type.getSimpleName().replaceAll("[^A-Za-z0-9]+", "_"), messages), message);
        }
        if (messages.isEmpty()) {
            messages.put("message", message(packet("data", Map.of(), keeps)));
        }
        if (rule != null && rule.presence()) {
            messages.put(free("presence", messages), message(packet("presence", presence(), false)));
        }
        return messages;
    }

    private static Map<String, Object> message(Map<String, Object> payload) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("payload", payload);
        return message;
    }

    private static String free(String name, Map<String, Object> taken) {
        String free = name;
        while (taken.containsKey(free)) {
            free += '_';
        }
        return free;
    }

    private static Map<String, Object> packet(String member, Map<String, Object> schema, boolean keeps) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("source", with(Map.of(), "const", PacketSource.CHANNEL.code()));
        properties.put("channel", ofType(STRING));
        properties.put(member, schema);
        properties.put("timestamp", with(ofType("number"), "description", "Seconds since 1970"));
        properties.put("correlation_id", ofType(STRING));
        if (keeps) {
            properties.put("position", ofType(STRING));
        }
        return with(with(ofType("object"), "properties", properties), "required", List.of("source", "channel"));
    }

    private static Map<String, Object> presence() {
        Map<String, Object> member = with(
                with(ofType("object"), "properties", with(with(Map.of(), "id", ofType(STRING)), "info", Map.of())),
                "required",
                List.of("id"));
        Map<String, Object> members = with(ofType("array"), "items", member);
        return with(ofType("object"), "properties", with(with(Map.of(), "joined", members), "left", members));
    }
}
