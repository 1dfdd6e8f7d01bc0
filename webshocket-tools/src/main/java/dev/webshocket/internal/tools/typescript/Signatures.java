package dev.webshocket.internal.tools.typescript;

import dev.webshocket.internal.tools.openrpc.Content;
import dev.webshocket.internal.tools.openrpc.InvalidDocumentException;
import dev.webshocket.internal.tools.openrpc.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the methods of the interface: one signature for arguments by position, and one by name. */
final class Signatures {

    private static final String INDENT = "  ";

    private final SchemaTypes types;

    Signatures(SchemaTypes types) {
        this.types = types;
    }

    /** Writes a method with its comment. */
    String of(Method method) throws InvalidDocumentException {
        StringBuilder text = new StringBuilder();
        String name = Identifiers.member(method.name());
        boolean hasParameters = !method.parameters().isEmpty() || method.variadic() != null;
        Arguments arguments = Arguments.of(method);
        Map<Content, String> names = names(method);
        if (method.structure() != Method.Structure.BY_NAME || !hasParameters) {
            List<String> parameters = new ArrayList<>();
            for (Content each : arguments.leading()) {
                String optional = each.required() ? "" : " | undefined";
                parameters.add(names.get(each) + ": " + types.of(each.schema()).text() + optional);
            }
            uploads(method, names, parameters);
            for (Content each : arguments.optional()) {
                parameters.add(names.get(each) + "?: " + types.of(each.schema()).text());
            }
            if (method.variadic() != null) {
                Type item = types.of(method.variadic().schema());
                parameters.add("..." + names.get(method.variadic()) + ": "
                        + item.list().text());
            }
            text.append(comment(method, names, true)).append(INDENT).append(name);
            text.append('(').append(String.join(", ", parameters)).append("): ").append(result(method));
            text.append(";\n");
        }
        if (method.structure() != Method.Structure.BY_POSITION && hasParameters) {
            List<String> parameters = new ArrayList<>();
            parameters.add(named(method));
            uploads(method, names, parameters);
            text.append(comment(method, names, false)).append(INDENT).append(name);
            text.append('(').append(String.join(", ", parameters)).append("): ").append(result(method));
            text.append(";\n");
        }
        return text.toString();
    }

    private void uploads(Method method, Map<Content, String> names, List<String> parameters)
            throws InvalidDocumentException {
        for (Content upload : method.uploads()) {
            parameters.add(
                    names.get(upload) + ": Upload<" + types.of(upload.schema()).text() + '>');
        }
    }

    private String named(Method method) throws InvalidDocumentException {
        List<String> members = new ArrayList<>();
        for (Content each : method.parameters()) {
            members.add(Identifiers.member(each.name())
                    + (each.required() ? ": " : "?: ")
                    + types.of(each.schema()).text());
        }
        if (method.variadic() != null) {
            members.add(Identifiers.member(method.variadic().name()) + "?: "
                    + types.of(method.variadic().schema()).list().text());
        }
        return "args: { " + String.join("; ", members) + " }, by: Named";
    }

    /** Writes the type of an answer. A result that is always null is none. */
    private String result(Method method) throws InvalidDocumentException {
        Type type = types.of(method.result().schema());
        if (method.streams()) {
            return "AsyncIterableIterator<" + type.text() + '>';
        }
        return "Promise<" + (type.equals(Type.NULL) ? "void" : type.text()) + '>';
    }

    private static String comment(Method method, Map<Content, String> names, boolean byPosition) {
        Comment comment = new Comment().text(method.text());
        if (byPosition) {
            Arguments.of(method).inOrder().forEach(each -> parameter(comment, each, names));
        } else {
            comment.tagIfAny("param", byName(method));
            method.uploads().forEach(each -> parameter(comment, each, names));
        }
        comment.tagIfAny("returns", method.result().text());
        if (method.deprecated()) {
            comment.tag("deprecated", "");
        }
        return comment.indented(INDENT);
    }

    private static void parameter(Comment comment, Content content, Map<Content, String> names) {
        comment.tagIfAny("param", content.text().isEmpty() ? "" : names.get(content) + ' ' + content.text());
    }

    private static String byName(Method method) {
        List<String> texts = new ArrayList<>();
        for (Content each : Arguments.of(method).inOrder()) {
            if (!each.text().isEmpty() && !method.uploads().contains(each)) {
                texts.add('`' + each.name() + "`: " + each.text());
            }
        }
        return texts.isEmpty() ? "" : "args " + String.join(" ", texts);
    }

    /** Names the parameters, each differently. */
    private static Map<Content, String> names(Method method) {
        Map<Content, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>(Set.of("args", "by"));
        for (Content each : Arguments.of(method).inOrder()) {
            String name = Identifiers.free(each.name(), taken::contains);
            taken.add(name);
            names.put(each, name);
        }
        return names;
    }
}
