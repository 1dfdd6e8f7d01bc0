package dev.webshocket.internal.tools.openrpc;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An AsyncAPI document of channels as this project describes them. Its parts come in the order of their names. Immutable. */
public final class ChannelDocument {

    /** That of a service without channels. */
    public static final ChannelDocument EMPTY = new ChannelDocument(JsonValue.EMPTY_JSON_OBJECT, List.of());

    private final JsonObject root;
    private final List<Channel> channels;

    private ChannelDocument(JsonObject root, List<Channel> channels) {
        this.root = root;
        this.channels = channels;
    }

    /**
     * Reads a document.
     *
     * @throws InvalidChannelsException if it is none of AsyncAPI 3, or if a part of it has another form
     */
    public static ChannelDocument of(JsonValue value) throws InvalidChannelsException {
        if (!(value instanceof JsonObject root)
                || !(root.get("asyncapi") instanceof JsonString version)
                || !version.getString().startsWith("3.")) {
            throw new InvalidChannelsException("it has no member \"asyncapi\" of a version 3");
        }
        try {
            Part all = new Part(root, "").object("channels");
            List<Channel> channels = new ArrayList<>();
            for (String name : all.value().keySet()) {
                channels.add(channel(all.object(name)));
            }
            channels.sort(Comparator.comparing(Channel::pattern));
            return new ChannelDocument(root, List.copyOf(channels));
        } catch (InvalidDocumentException e) {
            throw new InvalidChannelsException(e.getMessage());
        }
    }

    private static Channel channel(Part channel) throws InvalidDocumentException {
        String pattern = channel.requiredText(channel.value().containsKey("x-pattern") ? "x-pattern" : "address");
        Part messages = channel.objectOrEmpty("messages");
        List<String> texts = new ArrayList<>();
        List<JsonValue> data = new ArrayList<>();
        for (String name : messages.value().keySet()) {
            Part message = messages.object(name);
            JsonValue schema = message.objectOrEmpty("payload")
                    .objectOrEmpty("properties")
                    .value()
                    .get("data");
            // What tells who comes and goes has none.
            if (schema != null) {
                data.add(schema);
                String text = message.text("summary", "description");
                if (!text.isEmpty()) {
                    texts.add(text);
                }
            }
        }
        return new Channel(pattern, List.copyOf(texts), List.copyOf(data));
    }

    /** Returns the channels, by name or pattern. */
    public List<Channel> channels() {
        return channels;
    }

    /** Returns the schemas to which others refer, by name. */
    public SortedMap<String, JsonValue> schemas() {
        return new TreeMap<>(new Part(root, "")
                .objectOrEmpty("components")
                .objectOrEmpty("schemas")
                .value());
    }
}
