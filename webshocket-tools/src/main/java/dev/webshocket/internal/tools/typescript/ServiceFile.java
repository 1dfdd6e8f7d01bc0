package dev.webshocket.internal.tools.typescript;

import dev.webshocket.internal.tools.openrpc.ChannelDocument;
import dev.webshocket.internal.tools.openrpc.Document;
import dev.webshocket.internal.tools.openrpc.InvalidChannelsException;
import dev.webshocket.internal.tools.openrpc.InvalidDocumentException;
import dev.webshocket.internal.tools.openrpc.Method;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Writes the typed client of a service: a module of TypeScript, the same whenever the document is. */
public final class ServiceFile {

    /** What the module names itself, and what it uses of others. */
    private static final Set<String> NAMES = Set.of(
            "AsyncIterableIterator",
            "Caller",
            "ChannelMessage",
            "Channels",
            "Client",
            "Named",
            "Promise",
            "Service",
            "TypedChannels",
            "Upload",
            "any",
            "bigint",
            "boolean",
            "channels",
            "errors",
            "given",
            "named",
            "never",
            "number",
            "object",
            "service",
            "string",
            "symbol",
            "undefined",
            "unknown",
            "void");

    private static final String HEAD = """
        // Made by webshocket-tools from the description of the service. Changes will be lost.
        """;

    private static final String NAMED = """

        /** What stands behind an object of named arguments. */
        type Named = typeof named;
        """;

    private static final String GIVEN = """

        /** Leaves out arguments that are not given: at the end by their place, before others by sending all by name. */
        function given(args: unknown[], names: (string | null)[], variadic?: string): unknown[] {
          let length = args.length;
          while (length > 0 && args[length - 1] === undefined) {
            length--;
          }
          const sent = args.slice(0, length);
          if (sent.includes(named) || !sent.slice(0, names.length).includes(undefined)) {
            return sent;
          }
          const values: [string, unknown][] = [];
          const uploads: unknown[] = [];
          names.forEach((name, i) => {
            if (name === null) {
              uploads.push(sent[i]);
            } else if (sent[i] !== undefined) {
              values.push([name, sent[i]]);
            }
          });
          if (variadic !== undefined && length > names.length) {
            values.push([variadic, sent.slice(names.length)]);
          }
          return [Object.fromEntries(values), named, ...uploads];
        }
        """;

    private final Document document;
    private final ChannelDocument channels;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    private ServiceFile(Document document, ChannelDocument channels, Style style) {
        this.document = document;
        this.channels = channels;
        this.style = style;
    }

    /**
     * What may be different between projects.
     *
     * @param client the module of the client, as an import names it
     * @param bigint whether long integers may be of the type {@code bigint}, as with the client's option of that name
     */
    public record Style(String client, boolean bigint) {}

    /**
     * Writes the module.
     *
     * @throws InvalidDocumentException if a schema of the document means nothing
     * @throws InvalidChannelsException if a schema of the channels means nothing
     */
    public static String of(Document document, ChannelDocument channels, Style style)
            throws InvalidDocumentException, InvalidChannelsException {
        ServiceFile file = new ServiceFile(document, channels, style);
        file.write();
        return file.text.toString();
    }

    private void write() throws InvalidDocumentException, InvalidChannelsException {
        SortedMap<String, JsonValue> schemas = document.schemas();
        Set<String> taken = new HashSet<>(NAMES);
        Map<String, String> names = Declarations.names(schemas.keySet(), taken);
        SchemaTypes types = new SchemaTypes(schemas, names, style.bigint());
        text.append(HEAD);
        imports();
        Declarations declarations = new Declarations(schemas, names, types);
        Map<String, String> declared = new HashMap<>();
        for (String schema : schemas.keySet()) {
            declared.put(schema, declarations.of(schema));
            text.append('\n').append(declared.get(schema));
        }
        String errors = ErrorConstants.of(document.errors());
        text.append(errors.isEmpty() ? "" : '\n' + errors);
        Signatures signatures = new Signatures(types);
        text.append('\n')
                .append(new Comment().text(document.title()).indented(""))
                .append("export interface Service {\n");
        for (Method method : document.methods()) {
            text.append(signatures.of(method));
        }
        text.append("}\n");
        client();
        text.append(leavesOut() ? GIVEN : "");
        text.append(channels(declared, names, taken));
    }

    private String channels(Map<String, String> declared, Map<String, String> names, Set<String> taken)
            throws InvalidChannelsException {
        try {
            return ChannelTypes.of(channels, style.bigint(), declared, names, taken);
        } catch (InvalidDocumentException e) {
            throw new InvalidChannelsException(e.getMessage());
        }
    }

    private boolean leavesOut() {
        return document.methods().stream()
                .anyMatch(method -> Arguments.of(method).mayBeLeftOut());
    }

    private void imports() {
        boolean uploads =
                document.methods().stream().anyMatch(method -> !method.uploads().isEmpty());
        boolean byName = document.methods().stream()
                .anyMatch(method -> hasParameters(method) && method.structure() != Method.Structure.BY_POSITION);
        String client = Identifiers.quoted(style.client());
        String types = (channels.channels().isEmpty() ? "Caller" : "Caller, ChannelMessage, Client")
                + (uploads ? ", Upload" : "");
        text.append("import type { ")
                .append(types)
                .append(" } from ")
                .append(client)
                .append(";\n");
        if (leavesOut() || byName) {
            String kind = leavesOut() ? "import { named } from " : "import type { named } from ";
            text.append(kind).append(client).append(";\n");
        }
        text.append(byName ? NAMED : "");
    }

    private static boolean hasParameters(Method method) {
        return !method.parameters().isEmpty() || method.variadic() != null;
    }

    private void client() {
        text.append("""

            /** Calls the service by a client, or by one with other options: `service(client.with({ timeout: 500 }))`. */
            export function service(%s: Caller): Service {
              return {
            """.formatted(document.methods().isEmpty() ? "_client" : "client"));
        for (Method method : document.methods()) {
            String name = Identifiers.member(method.name());
            boolean noParameters = !hasParameters(method) && method.uploads().isEmpty();
            text.append("    ").append(name.equals("__proto__") ? "[\"__proto__\"]" : name);
            text.append(noParameters ? ": () => " : ": (...args: unknown[]) => ");
            // Never fits each type of the interface, so that TypeScript need not compare them a second time.
            text.append(method.streams() ? "client.stream<never>(" : "client.call<never>(");
            text.append(Identifiers.quoted(method.name())).append(noParameters ? "" : ", ..." + arguments(method));
            text.append("),\n");
        }
        text.append("  };\n}\n");
    }

    private static String arguments(Method method) {
        Arguments arguments = Arguments.of(method);
        if (!arguments.mayBeLeftOut()) {
            return "args";
        }
        List<String> variadic = arguments.variadic().stream()
                .map(each -> ", " + Identifiers.quoted(each.name()))
                .toList();
        return "given(args, " + arguments.names() + String.join("", variadic) + ')';
    }
}
