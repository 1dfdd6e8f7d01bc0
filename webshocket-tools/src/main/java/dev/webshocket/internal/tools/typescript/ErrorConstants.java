package dev.webshocket.internal.tools.typescript;

import dev.webshocket.internal.tools.openrpc.ErrorCode;
import dev.webshocket.packet.RpcErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes the codes of errors as constants, each once, named by the protocol or by their message. */
final class ErrorConstants {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final int LONGEST_NAME = 60;

    private ErrorConstants() {}

    /** Writes the constants; nothing if there are none. */
    static String of(List<ErrorCode> errors) {
        StringBuilder text = new StringBuilder();
        Set<Integer> codes = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (ErrorCode error : errors) {
            if (codes.add(error.code())) {
                String name = name(error);
                if (!names.add(name)) {
                    name = name + '_' + Math.abs((long) error.code());
                    names.add(name);
                }
                String comment = error.message().equals(name) ? "" : error.message();
                text.append(new Comment().text(comment).indented("  "));
                text.append("  ").append(name).append(": ").append(error.code()).append(",\n");
            }
        }
        return text.isEmpty()
                ? ""
                : "/** The errors that methods answer with, by name: the `code` of an `RpcError`. */\n"
                        + "export const errors = {\n"
                        + text + "} as const;\n";
    }

    private static String name(ErrorCode error) {
        Optional<RpcErrorCode> known = RpcErrorCode.ofCode(error.code());
        if (known.isPresent()) {
            return known.get().name();
        }
        String name = error.message()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "")
                .toUpperCase(Locale.ROOT);
        boolean good = NAME.matcher(name).matches() && name.length() <= LONGEST_NAME;
        return good ? name : "ERROR_" + Math.abs((long) error.code());
    }
}
