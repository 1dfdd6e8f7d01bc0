package dev.webshocket.internal.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a service is called.
 *
 * @param title the application's title of its services, empty for their paths
 * @param version the version, empty for that of the handlers' jar
 */
record ServiceInfo(String title, String version) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

    /** Returns the {@code info} of a document about handlers. */
    Map<String, Object> info(List<Class<?>> handlers, String fallback, DescriptionTexts texts) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", title.isEmpty() ? fallback : title);
        String text = handlers.stream()
                .flatMap(handler -> texts.of(handler).stream())
                .distinct()
                .collect(Collectors.joining("\n\n"));
        if (!text.isEmpty()) {
            info.put("description", text);
        }
        info.put("version", version.isEmpty() ? implementationVersion(handlers) : version);
        return info;
    }

    private static String implementationVersion(List<Class<?>> handlers) {
        return handlers.stream()
                .map(handler -> handler.getPackage().getImplementationVersion())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("0");
    }

    /** Returns the variables of a path template. */
    static List<String> variables(String path) {
        return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** Returns the server of a path in a document of OpenRPC: relative to the application. */
    static Map<String, Object> server(String path) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("name", path);
        server.put("url", VARIABLE.matcher(path).replaceAll("\\${$1}"));
        Map<String, Object> variables = new LinkedHashMap<>();
        variables(path).forEach(variable -> variables.put(variable, Map.of("default", variable)));
        if (!variables.isEmpty()) {
            server.put("variables", variables);
        }
        return server;
    }
}
