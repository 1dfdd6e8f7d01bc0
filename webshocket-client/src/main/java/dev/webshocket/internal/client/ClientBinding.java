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

    ClientBinding(TypeRules rules) {
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

    ResultTypes types() {
        return types;
    }

    @Override
    public void close() {
        binding.close();
    }
}
