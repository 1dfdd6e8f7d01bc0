package dev.webshocket.internal.endpoint;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The URI that a client requested.
 *
 * @param path below the context root, with the values of its variables
 * @param parameters the values of the path template's variables; unmodifiable
 * @param query decoded values by name, in the order sent; unmodifiable
 */
record RequestUri(String path, Map<String, String> parameters, Map<String, List<String>> query) {

    /**
     * Reads a request. The values of the variables come from its path, not from the container's map of them, to which some
     * containers add query parameters.
     *
     * @param template of the path below the context root
     * @param request the requested URI, with or without the context root, depending on the container
     * @param query null for none
     * @throws IllegalArgumentException if the path does not match the template
     */
    static RequestUri of(String template, URI request, String query) {
        String[] expected =
                template.equals("/") ? new String[0] : template.substring(1).split("/");
        List<String> sent = segments(request.getRawPath());
        int first = sent.size() - expected.length;
        Map<String, String> parameters = new HashMap<>();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < expected.length; i++) {
            String segment = first < 0 ? "" : sent.get(first + i);
            if (first >= 0 && expected[i].startsWith("{")) {
                parameters.put(expected[i].substring(1, expected[i].length() - 1), segment);
                path.append('/').append(segment);
            } else if (withoutParameters(segment).equals(decodeSegment(expected[i]))) {
                path.append('/').append(decodeSegment(expected[i]));
            } else {
                throw new IllegalArgumentException(
                        "the path of " + request + " does not end as " + template + " has it");
            }
        }
        return new RequestUri(
                shared(path.isEmpty() ? "/" : path.toString(), template),
                Map.copyOf(parameters),
                parse(encoded(request, query)));
    }

    /** Returns the template instead of an equal path, so that connections share one string. */
    private static String shared(String path, String template) {
        return path.equals(template) ? template : path;
    }

    /** The decoded segments of a path, without those that containers remove before they compare: RFC 3986, section 5.2.4. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String encoded : path.split("/")) {
            String segment = decodeSegment(encoded);
            if (segment.equals("..")) {
                segments.subList(Math.max(0, segments.size() - 1), segments.size())
                        .clear();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments;
    }

    /**
     * A segment without the parameters that a servlet container removes too, such as {@code ;jsessionid=1}: RFC 3986, section
     * 3.3.
     */
    private static String withoutParameters(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }

    /** Returns the query as it was sent, where the container has decoded it, so that an escaped separator still is none. */
    private static String encoded(URI request, String query) {
        return query != null && query.equals(request.getQuery()) ? request.getRawQuery() : query;
    }

    private static Map<String, List<String>> parse(String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decodeForm(equals < 0 ? pair : pair.substring(0, equals));
                values.computeIfAbsent(name, n -> new ArrayList<>(1))
                        .add(equals < 0 ? "" : decodeForm(pair.substring(equals + 1)));
            }
        }
        values.replaceAll((name, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(values);
    }

    /** Decodes a part of a path, where a plus sign is a plus sign, unlike in a query. */
    private static String decodeSegment(String encoded) {
        return PercentEncoding.decode(encoded);
    }

    private static String decodeForm(String encoded) {
        return PercentEncoding.decode(encoded.replace('+', ' '));
    }
}
