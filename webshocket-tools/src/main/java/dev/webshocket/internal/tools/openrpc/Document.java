package dev.webshocket.internal.tools.openrpc;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** An OpenRPC document, with what this project adds to it. Its parts come in the order of their names. Immutable. */
public final class Document {

    private final JsonObject root;
    private final List<Method> methods;
    private final List<ErrorCode> errors;

    private Document(JsonObject root, List<Method> methods, List<ErrorCode> errors) {
        this.root = root;
        this.methods = methods;
        this.errors = errors;
    }

    /**
     * Reads a document.
     *
     * @throws InvalidDocumentException if it is none of OpenRPC 1, or if a part of it has another form
     */
    public static Document of(JsonValue value) throws InvalidDocumentException {
        if (!(value instanceof JsonObject root)
                || !(root.get("openrpc") instanceof JsonString version)
                || !version.getString().startsWith("1.")) {
            throw new InvalidDocumentException("it has no member \"openrpc\" of a version 1");
        }
        Reader reader = new Reader(root);
        List<Method> methods = new ArrayList<>();
        Set<ErrorCode> errors = new LinkedHashSet<>();
        Part all = new Part(root, "");
        for (Part each : all.list("methods")) {
            Part method = reader.resolved(each);
            methods.add(reader.method(method));
            for (Part error : method.listOrNone("errors")) {
                errors.add(reader.error(reader.resolved(error)));
            }
        }
        methods.sort(Comparator.comparing(Method::name));
        for (int i = 1; i < methods.size(); i++) {
            if (methods.get(i).name().equals(methods.get(i - 1).name())) {
                throw new InvalidDocumentException(
                        "it has two methods \"" + methods.get(i).name() + '"');
            }
        }
        List<ErrorCode> sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparing(ErrorCode::code).reversed().thenComparing(ErrorCode::message));
        return new Document(root, List.copyOf(methods), List.copyOf(sorted));
    }

    /** Returns the title of the service; empty if it has none. */
    public String title() {
        return new Part(root, "").objectOrEmpty("info").text("title");
    }

    /** Returns the methods, by name. */
    public List<Method> methods() {
        return methods;
    }

    /** Returns the errors of all methods, each once, from the highest code to the lowest. */
    public List<ErrorCode> errors() {
        return errors;
    }

    /** Returns the schemas to which others refer, by name. */
    public SortedMap<String, JsonValue> schemas() {
        return new TreeMap<>(new Part(root, "")
                .objectOrEmpty("components")
                .objectOrEmpty("schemas")
                .value());
    }

    /** Returns the document as it was read. */
    public JsonObject json() {
        return root;
    }

    /** Reads the parts of one document. */
    private record Reader(JsonObject root) {

        private static final int LONGEST_CHAIN = 16;

        Method method(Part method) throws InvalidDocumentException {
            List<Content> parameters = new ArrayList<>();
            Content variadic = null;
            for (Part each : method.list("params")) {
                Part parameter = resolved(each);
                if (variadic != null) {
                    throw parameter.invalid("follows a variadic parameter");
                }
                if (parameter.flag("x-variadic")) {
                    variadic = content(parameter);
                } else {
                    parameters.add(content(parameter));
                }
            }
            List<Content> uploads = new ArrayList<>();
            for (Part upload : method.listOrNone("x-uploads")) {
                uploads.add(content(resolved(upload)));
            }
            JsonValue result = method.value().get("result");
            return new Method(
                    method.requiredText("name"),
                    method.text("summary", "description"),
                    method.flag("deprecated"),
                    structure(method),
                    parameters,
                    variadic,
                    uploads,
                    method.flag("x-stream"),
                    result == null
                            ? new Content("result", "", true, JsonValue.TRUE)
                            : content(resolved(method.object("result"))));
        }

        private static Method.Structure structure(Part method) {
            return switch (method.text("paramStructure")) {
                case "by-name" -> Method.Structure.BY_NAME;
                case "by-position" -> Method.Structure.BY_POSITION;
                default -> Method.Structure.EITHER;
            };
        }

        private static Content content(Part part) throws InvalidDocumentException {
            return new Content(
                    part.requiredText("name"),
                    part.text("summary", "description"),
                    part.flag("required"),
                    part.value().getOrDefault("schema", JsonValue.TRUE));
        }

        ErrorCode error(Part part) throws InvalidDocumentException {
            if (part.value().get("code") instanceof JsonNumber code && code.isIntegral()) {
                return new ErrorCode(code.intValue(), part.text("message"));
            }
            throw part.invalid("has no integer \"code\"");
        }

        /** Follows references within the document. */
        Part resolved(Part part) throws InvalidDocumentException {
            Part found = part;
            for (int i = 0; i < LONGEST_CHAIN; i++) {
                if (!(found.value().get("$ref") instanceof JsonString reference)) {
                    return found;
                }
                found = new Part(target(part, reference.getString()), found.place());
            }
            throw part.invalid("refers to itself");
        }

        private JsonObject target(Part part, String reference) throws InvalidDocumentException {
            JsonValue value = root;
            if (!reference.startsWith("#/")) {
                throw part.invalid("refers to \"" + reference + "\", which is not in the document");
            }
            for (String step : Pointer.steps(reference)) {
                value = value instanceof JsonObject object
                        ? object.get(step)
                        : value instanceof JsonArray array ? Pointer.item(array, step) : null;
            }
            if (value instanceof JsonObject object) {
                return object;
            }
            throw part.invalid("refers to \"" + reference + "\", which is not in the document");
        }
    }
}
