package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.BindingRules;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.ProtocolVersion;
import dev.webshocket.internal.types.TypeRules;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The JSON-B binding of clients: clients without a config share one, others have their own. Safe for use by any thread. */
final class ClientBinding implements AutoCloseable {

    private final Binding binding;
    private final Map<ProtocolVersion, Codec> codecs = new EnumMap<>(ProtocolVersion.class);
    private final ResultTypes types;
    private final TypeRules rules;
    /** Null before a client exposes methods. */
    private Binding arguments;

    ClientBinding(TypeRules rules) {
        this.rules = rules;
        binding = new Binding(BindingRules.OF_RESULTS, rules);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            codecs.put(
                    version,
                    new Codec(Encoding.MSGPACK, binding, Codec.MAX_NESTING, Integer.MAX_VALUE, Set.of(), version));
        }
        types = new ResultTypes(binding);
    }

    Codec codec(ProtocolVersion version) {
        return codecs.get(version);
    }

    /** Returns the binding of the arguments of the server's calls, which are read as strictly as those of a server. */
    synchronized Binding arguments() {
        if (arguments == null) {
            arguments = new Binding(BindingRules.DEFAULT, rules);
        }
        return arguments;
    }

    ResultTypes types() {
        return types;
    }

    @Override
    public synchronized void close() {
        binding.close();
        if (arguments != null) {
            arguments.close();
        }
    }
}
