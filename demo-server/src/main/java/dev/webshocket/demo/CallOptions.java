package dev.webshocket.demo;

import jakarta.json.JsonException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of a call.
 *
 * @param uri the URI of the service
 * @param insecure whether to accept any certificate
 * @param timeout the time limit of the connection attempt and of the call, zero for no limit
 * @param method the method
 * @param arguments the positional arguments, as {@link PlainJson} reads them
 * @param named the named arguments
 * @param token the credential; null for none
 * @param upload whether the lines of standard input are the items of an upload
 * @param answers what to answer to the server's calls, by the name of the method
 */
record CallOptions(
        URI uri,
        boolean insecure,
        Duration timeout,
        String method,
        List<Object> arguments,
        Map<String, Object> named,
        String token,
        boolean upload,
        Map<String, Object> answers) {

    private static final int DEMO_PORT = 8080;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern NAMED = Pattern.compile("([\\p{L}_$][\\p{L}\\p{N}_$.-]*)=(.*)", Pattern.DOTALL);

    /** Parses the arguments after {@code call} or {@code stream}. */
    static CallOptions parse(List<String> line) throws WrongUsageException, HelpWantedException {
        URI uri = null;
        Integer port = null;
        boolean insecure = false;
        Duration timeout = DEFAULT_TIMEOUT;
        String token = null;
        boolean upload = false;
        Map<String, Object> answers = new LinkedHashMap<>();
        List<String> plain = new ArrayList<>();
        for (Words words = new Words(line); words.next(); ) {
            if (!words.isOption()) {
                plain.add(words.word());
                continue;
            }
            switch (words.word()) {
                case "--url" -> uri = parseUri(words.value());
                case "--port" -> port = words.port(1);
                case "--insecure" -> insecure = words.flag();
                case "--timeout" -> timeout = parseTimeout(words.value());
                case "--token" -> token = words.value();
                case "--upload" -> upload = parseUpload(words.value());
                case "--answer" -> addAnswer(words.value(), answers);
                default -> throw words.unknown();
            }
        }
        if (plain.isEmpty()) {
            throw new WrongUsageException("no METHOD is given");
        }
        List<Object> arguments = new ArrayList<>();
        Map<String, Object> named = new LinkedHashMap<>();
        for (String argument : plain.subList(1, plain.size())) {
            add(argument, arguments, named);
        }
        return new CallOptions(
                place(uri, port), insecure, timeout, plain.get(0), arguments, named, token, upload, answers);
    }

    private static boolean parseUpload(String text) throws WrongUsageException {
        if (!text.equals("-")) {
            throw new WrongUsageException("--upload needs -, for standard input, but has \"" + text + '"');
        }
        return true;
    }

    private static void addAnswer(String text, Map<String, Object> answers) throws WrongUsageException {
        Matcher pair = NAMED.matcher(text);
        if (!pair.matches()) {
            throw new WrongUsageException("--answer needs NAME=JSON, but has \"" + text + '"');
        }
        if (answers.containsKey(pair.group(1))) {
            throw new WrongUsageException("the answer " + pair.group(1) + " is given twice");
        }
        answers.put(pair.group(1), jsonOrText(pair.group(2)));
    }

    private static URI place(URI uri, Integer port) throws WrongUsageException {
        if (uri != null && port != null) {
            throw new WrongUsageException("--url and --port both say where the service is; give one of them");
        }
        return uri != null ? uri : URI.create("ws://localhost:" + (port == null ? DEMO_PORT : port) + "/ws");
    }

    private static URI parseUri(String text) throws WrongUsageException {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getFragment() == null
                    && String.valueOf(uri.getScheme()).matches("(?i)wss?")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Handled below, like any other text that is not such a URI.
        }
        throw new WrongUsageException("--url needs a URL that begins with ws:// or wss://, but has \"" + text + '"');
    }

    private static Duration parseTimeout(String text) throws WrongUsageException {
        Matcher time = TIME.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (!time.matches()) {
            throw new WrongUsageException(
                    "--timeout needs a number and ms, s, m or h, such as 30s, or 0, but has \"" + text + '"');
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static void add(String text, List<Object> arguments, Map<String, Object> named) throws WrongUsageException {
        try {
            arguments.add(json(text));
        } catch (JsonException e) {
            Matcher pair = NAMED.matcher(text);
            if (!pair.matches()) {
                arguments.add(text);
            } else if (named.containsKey(pair.group(1))) {
                throw new WrongUsageException("the argument " + pair.group(1) + " is given twice");
            } else {
                named.put(pair.group(1), jsonOrText(pair.group(2)));
            }
        }
    }

    /** Reads a text as JSON if it is JSON, else as a string. */
    static Object jsonOrText(String text) throws WrongUsageException {
        try {
            return json(text);
        } catch (JsonException e) {
            return text;
        }
    }

    private static Object json(String text) throws WrongUsageException {
        try {
            return PlainJson.parse(text);
        } catch (ArithmeticException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }
}
