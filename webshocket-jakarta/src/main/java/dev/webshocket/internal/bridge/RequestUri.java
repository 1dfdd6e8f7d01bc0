package dev.webshocket.internal.bridge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asked for.
 *
 * @param path below the context root, its variables filled in
 * @param parameters the values of the path template's variables; unmodifiable
 * @param query decoded values by name, in the order sent; unmodifiable
 */
record RequestUri(String path, Map<String, String> parameters, Map<String, List<String>> query) {

    /**
     * Reads what the container gives. Only the template, its values and the query mean the same on every container:
     * the request's URI holds the query on some and not on others.
     */
    static RequestUri of(String template, Map<String, String> parameters, String query) {
        String path = template;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace('{' + parameter.getKey() + '}', parameter.getValue());
        }
        return new RequestUri(path, Map.copyOf(parameters), parse(query));
    }

    private static Map<String, List<String>> parse(String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                values.computeIfAbsent(name, n -> new ArrayList<>(1))
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        values.replaceAll((name, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stray percent sign must not turn a client away.
            return text;
        }
    }
}
