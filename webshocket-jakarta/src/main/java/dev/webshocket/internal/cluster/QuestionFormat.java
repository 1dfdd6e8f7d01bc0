package dev.webshocket.internal.cluster;

import dev.webshocket.RemoteConnection;
import dev.webshocket.internal.channel.EncodedPacket;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.MalformedPacketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Questions and answers in JSON, of format 1. Servers of several versions of an application ask each other while it is redeployed: a later
 * format only adds questions and members, and who does not know them ignores them. Immutable; safe for use by any thread.
 */
final class QuestionFormat {

    private static final int FORMAT = 1;

    private final Codec json;

    QuestionFormat(Binding binding) {
        this.json = new Codec(Encoding.JSON, binding, Codec.MAX_NESTING);
    }

    byte[] write(ConnectionQuestion question) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        if (question instanceof ConnectionQuestion.Count) {
            members.put("ask", "count");
        } else if (question instanceof ConnectionQuestion.Find find) {
            members.put("ask", "find");
            members.put("uid", find.uid());
        } else if (question instanceof ConnectionQuestion.OfUser ofUser) {
            members.put("ask", "user");
            members.put("name", ofUser.name());
        } else if (question instanceof ConnectionQuestion.Send send) {
            members.put("ask", "send");
            members.put("uid", send.uid());
            members.put("json", new String(send.packet().json(), StandardCharsets.UTF_8));
            members.put(
                    "messagePack",
                    Base64.getEncoder().encodeToString(send.packet().messagePack()));
        } else if (question instanceof ConnectionQuestion.Close close) {
            members.put("ask", "close");
            members.put("uid", close.uid());
            members.put("code", close.code());
            putIfPresent(members, "reason", close.reason());
        }
        putIfPresent(members, "endpoint", question.endpoint());
        return json.encodeValue(members);
    }

    private static void putIfPresent(Map<String, Object> members, String name, String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    /**
     * Reads a question.
     *
     * @return empty if this version does not know it
     * @throws MalformedPacketException if it is not in JSON
     */
    Optional<ConnectionQuestion> question(byte[] bytes) throws MalformedPacketException {
        JsonMembers members = read(bytes);
        String endpoint = members.text("endpoint").orElse(null);
        Optional<String> uid = members.text("uid");
        return switch (members.text("ask").orElse("")) {
            case "count" -> Optional.of(new ConnectionQuestion.Count(endpoint));
            case "find" -> uid.map(id -> new ConnectionQuestion.Find(endpoint, id));
            case "user" -> members.text("name").map(name -> new ConnectionQuestion.OfUser(endpoint, name));
            case "send" ->
                uid.flatMap(id -> packet(members).map(packet -> new ConnectionQuestion.Send(endpoint, id, packet)));
            case "close" ->
                uid.flatMap(id -> members.integer("code")
                        .map(code -> new ConnectionQuestion.Close(
                                endpoint, id, code, members.text("reason").orElse(null))));
            default -> Optional.empty();
        };
    }

    private static Optional<EncodedPacket> packet(JsonMembers members) {
        return members.text("json")
                .flatMap(text -> members.text("messagePack")
                        .map(base64 -> new EncodedPacket(
                                text.getBytes(StandardCharsets.UTF_8),
                                Base64.getDecoder().decode(base64))));
    }

    byte[] write(ConnectionAnswer answer) {
        return json.encodeValue(Map.of(
                "format",
                FORMAT,
                "count",
                answer.count(),
                "done",
                answer.done(),
                "connections",
                answer.connections().stream().map(QuestionFormat::members).toList()));
    }

    private static Map<String, Object> members(RemoteConnection connection) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("uid", connection.uid());
        members.put("server", connection.server());
        members.put("path", connection.path());
        putIfPresent(members, "user", connection.user());
        members.put("linked", connection.linked());
        return members;
    }

    /**
     * Reads an answer, without what this version does not know.
     *
     * @throws MalformedPacketException if it is not in JSON
     */
    ConnectionAnswer answer(byte[] bytes) throws MalformedPacketException {
        JsonMembers members = read(bytes);
        return new ConnectionAnswer(
                members.integer("count").orElse(0),
                members.objects("connections").stream()
                        .flatMap(QuestionFormat::connection)
                        .toList(),
                members.flag("done"));
    }

    private static Stream<RemoteConnection> connection(JsonMembers members) {
        Optional<String> uid = members.text("uid");
        Optional<String> server = members.text("server");
        Optional<String> path = members.text("path");
        return uid.isEmpty() || server.isEmpty() || path.isEmpty()
                ? Stream.empty()
                : Stream.of(new RemoteConnection(
                        uid.get(),
                        server.get(),
                        path.get(),
                        members.text("user").orElse(null),
                        members.flag("linked")));
    }

    private JsonMembers read(byte[] bytes) throws MalformedPacketException {
        return JsonMembers.of(json.decodeValue(new String(bytes, StandardCharsets.UTF_8)));
    }
}
