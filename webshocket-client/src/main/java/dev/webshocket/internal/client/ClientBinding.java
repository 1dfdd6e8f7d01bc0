package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.BindingRules;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.types.TypeRules;

/** The JSON-B binding of clients: clients without a config share one, others have their own. Safe for use by any thread. */
final class ClientBinding implements AutoCloseable {

    private final Binding binding;
    private final Codec codec;
    private final ResultTypes types;

    ClientBinding(TypeRules rules) {
        binding = new Binding(BindingRules.OF_RESULTS, rules);
        codec = new Codec(Encoding.MSGPACK, binding, Codec.MAX_NESTING);
        types = new ResultTypes(binding);
    }

    Codec codec() {
        return codec;
    }

    ResultTypes types() {
        return types;
    }

    @Override
    public void close() {
        binding.close();
    }
}
