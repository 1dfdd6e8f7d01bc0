package dev.webshocket.internal.tools.typescript;

import dev.webshocket.internal.tools.openrpc.Channel;
import dev.webshocket.internal.tools.openrpc.ChannelDocument;
import dev.webshocket.internal.tools.openrpc.InvalidDocumentException;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the types of what is published to channels. Types that are the same as those of methods are not declared again; others of the same
 * name get another one.
 */
final class ChannelTypes {

    private static final String CLIENT = """

        /**
         * Lets listeners know what is published: `channels(client).on("channel", pattern, ({ channel, data }) => {})`, with a name or pattern as it
         * stands in {@link Channels}. It returns the same client.
         */
        export function channels(client: Client): TypedChannels & Client {
          return client;
        }

        /** Listens to channels whose data is known. */
        export interface TypedChannels {
          on<P extends keyof Channels>(
            event: "channel",
            pattern: P,
            listener: (message: ChannelMessage & { data: Channels[P] }) => void,
          ): () => void;
        }
        """;

    private final ChannelDocument document;
    private final SortedMap<String, JsonValue> schemas;
    private final Map<String, String> names = new TreeMap<>();
    private final boolean bigint;

    private ChannelTypes(ChannelDocument document, boolean bigint) {
        this.document = document;
        this.schemas = document.schemas();
        this.bigint = bigint;
    }

    /**
     * Writes the part of a module that is about channels; nothing if there are none.
     *
     * @param declared the declarations of the types of methods, by the names of their schemas
     * @param named the names of these types, by those of their schemas
     * @param taken all names that are used in the module; gets those that are added
     */
    static String of(
            ChannelDocument document,
            boolean bigint,
            Map<String, String> declared,
            Map<String, String> named,
            Set<String> taken)
            throws InvalidDocumentException {
        if (document.channels().isEmpty()) {
            return "";
        }
        ChannelTypes types = new ChannelTypes(document, bigint);
        types.name(declared, named, taken);
        StringBuilder text = new StringBuilder();
        for (String schema : types.schemas.keySet()) {
            String declaration = types.declarations().of(schema);
            if (!declaration.equals(declared.get(schema))) {
                text.append('\n').append(declaration);
            }
        }
        return text.append(types.channels()).append(CLIENT).toString();
    }

    /** Names the types. One that has another form than that of the methods gets a name of its own, and so do those that refer to it. */
    private void name(Map<String, String> declared, Map<String, String> named, Set<String> taken)
            throws InvalidDocumentException {
        for (String schema : schemas.keySet()) {
            names.put(schema, declared.containsKey(schema) ? named.get(schema) : own(schema, taken));
        }
        boolean changed;
        do {
            changed = false;
            for (String schema : schemas.keySet()) {
                if (names.get(schema).equals(named.get(schema))
                        && !declarations().of(schema).equals(declared.get(schema))) {
                    names.put(schema, own(schema, taken));
                    changed = true;
                }
            }
        } while (changed);
    }

    private static String own(String schema, Set<String> taken) {
        String name = Identifiers.free(schema, taken::contains);
        taken.add(name);
        return name;
    }

    private SchemaTypes types() {
        return new SchemaTypes(schemas, names, bigint);
    }

    private Declarations declarations() {
        return new Declarations(schemas, names, types());
    }

    private String channels() throws InvalidDocumentException {
        StringBuilder text = new StringBuilder("""

            /** The data of what is published, by the names and patterns of channels. */
            export interface Channels {
            """);
        for (Channel channel : document.channels()) {
            Comment comment = new Comment();
            channel.texts().stream().distinct().forEach(comment::text);
            text.append(comment.indented("  "));
            text.append("  ").append(Identifiers.member(channel.pattern())).append(": ");
            text.append(data(channel).text()).append(";\n");
        }
        return text.append("}\n").toString();
    }

    private Type data(Channel channel) throws InvalidDocumentException {
        List<Type> types = new ArrayList<>();
        for (JsonValue schema : channel.data()) {
            types.add(types().of(schema));
        }
        return types.isEmpty() ? Type.UNKNOWN : Type.anyOf(types);
    }
}
