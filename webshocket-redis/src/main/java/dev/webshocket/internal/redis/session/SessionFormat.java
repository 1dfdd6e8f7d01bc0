package dev.webshocket.internal.redis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.spi.extension.StoredSession;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of a session in the store, but for its server and its secrets: an object of JSON. A version that is not known is not read.
 * Safe for use by any thread.
 */
final class SessionFormat {

    private static final int VERSION = 1;

    private final JsonProvider json = JsonProvider.provider();
    private final JsonReaderFactory readers = json.createReaderFactory(Map.of());
    private final AttributeCodec codec;
    private final SessionLog log;

    SessionFormat(AttributeCodec codec, SessionLog log) {
        this.codec = codec;
        this.log = log;
    }

    /**
     * Writes a session. Attributes that have no form are left out, and logged.
     *
     * @throws ConcurrentModificationException if the application changes a value meanwhile
     */
    byte[] write(StoredSession session) {
        JsonObjectBuilder form = json.createObjectBuilder()
                .add("version", VERSION)
                .add("application", session.application())
                .add("path", session.path())
                .add("subprotocol", session.subprotocol());
        if (session.principal() != null) {
            form.add("principal", session.principal());
        }
        JsonArrayBuilder subscriptions = json.createArrayBuilder();
        session.subscriptions().forEach(subscriptions::add);
        form.add("subscriptions", subscriptions);
        JsonObjectBuilder attributes = json.createObjectBuilder();
        // In one order, so that what has not changed has the same form.
        new TreeMap<>(session.attributes()).forEach((name, value) -> add(attributes, name, value));
        form.add("attributes", attributes);
        if (session.presenceInfo() != null) {
            add(form, "info", session.presenceInfo());
        }
        return form.build().toString().getBytes(UTF_8);
    }

    private void add(JsonObjectBuilder to, String name, Object value) {
        try {
            to.add(name, codec.write(value));
        } catch (UnwritableException e) {
            if (AttributeCodec.isConcurrent(e)) {
                throw new ConcurrentModificationException(e);
            }
            log.local(name, e);
        }
    }

    /**
     * Reads a session.
     *
     * @param bytes as {@link #write} has made them, here or in another version of the application
     * @throws UnreadableException if they have another form, or an attribute cannot be read here
     */
    StoredSession read(String uid, String server, List<String> secrets, byte[] bytes) throws UnreadableException {
        try (JsonReader reader = readers.createReader(new ByteArrayInputStream(bytes), UTF_8)) {
            JsonObject form = reader.readObject();
            if (form.getInt("version") != VERSION) {
                throw new UnreadableException("they have version " + form.getInt("version") + " of the form");
            }
            Map<String, Object> attributes = new HashMap<>();
            for (Map.Entry<String, JsonValue> each :
                    form.getJsonObject("attributes").entrySet()) {
                attributes.put(each.getKey(), codec.read(each.getValue()));
            }
            return new StoredSession(
                    uid,
                    server,
                    form.getString("application"),
                    form.getString("path"),
                    form.getString("subprotocol"),
                    form.getString("principal", null),
                    secrets,
                    attributes,
                    form.getJsonArray("subscriptions").getValuesAs(JsonString::getString),
                    form.containsKey("info") ? codec.read(form.get("info")) : null);
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnreadableException("the form is another one: " + e, e);
        }
    }
}
