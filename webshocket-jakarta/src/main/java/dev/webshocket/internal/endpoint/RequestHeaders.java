package dev.webshocket.internal.endpoint;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The headers of a handshake by case-insensitive name, in one string: a connection keeps them for its whole life, and few are
 * ever read. Immutable.
 */
final class RequestHeaders extends AbstractMap<String, List<String>> {

    /** Does not occur in names and values. */
    private static final char END = '\n';

    /** Alternating names and values, each followed by {@link #END}. The values of one name are adjacent, each with its name. */
    private final String text;

    private RequestHeaders(String text) {
        this.text = text;
    }

    static RequestHeaders of(Map<String, List<String>> headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach((name, values) -> values.forEach(
                value -> text.append(name).append(END).append(withoutEnd(value)).append(END)));
        return new RequestHeaders(text.toString());
    }

    /** A line break in a value means a space: RFC 9110, section 5.5. */
    private static String withoutEnd(String value) {
        return value.replace(END, ' ');
    }

    @Override
    public List<String> get(Object name) {
        List<String> values = new ArrayList<>(1);
        if (name instanceof String wanted) {
            for (int start = 0; start < text.length(); ) {
                int value = text.indexOf(END, start) + 1;
                int end = text.indexOf(END, value);
                if (value - 1 - start == wanted.length()
                        && text.regionMatches(true, start, wanted, 0, wanted.length())) {
                    values.add(text.substring(value, end));
                }
                start = end + 1;
            }
        }
        return values.isEmpty() ? null : Collections.unmodifiableList(values);
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int start = 0; start < text.length(); ) {
            int value = text.indexOf(END, start) + 1;
            String name = text.substring(start, value - 1);
            headers.putIfAbsent(name, get(name));
            start = text.indexOf(END, value) + 1;
        }
        return Collections.unmodifiableMap(headers).entrySet();
    }
}
