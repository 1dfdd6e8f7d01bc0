package dev.webshocket.internal.client;

import dev.webshocket.client.ClientOptions;
import dev.webshocket.client.Exposed;
import dev.webshocket.internal.log.LogText;
import dev.webshocket.internal.log.SampledLog;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * What one client exposes to its server, over all its sessions. Safe for use by any thread.
 *
 * @param methods by their names
 * @param lane orders the calls
 * @param threads run them
 * @param bufferBytes how many bytes of each upload may wait
 * @param log gets the failures whose details the server must not see
 */
record Exposure(
        Map<String, ExposedMethod> methods, ExposedLane lane, ClientThreads threads, int bufferBytes, SampledLog log) {

    /**
     * Reads what a client exposes.
     *
     * @throws dev.webshocket.DefinitionException if something cannot be exposed
     */
    static Exposure of(ClientOptions options, ClientBinding binding, ClientThreads threads) {
        Exposed exposed = options.exposed();
        boolean none = exposed.objects().isEmpty() && exposed.functions().isEmpty();
        return new Exposure(
                none ? Map.of() : ExposedReader.read(exposed, binding.arguments()),
                new ExposedLane(threads, exposed.calls(), options.bufferBytes()),
                threads,
                options.bufferBytes(),
                new SampledLog());
    }

    /** Logs why a call failed; returns the id that the server is told. */
    String failed(String name, Throwable failure) {
        return log.failure(
                Level.WARNING,
                "WEBSHOCKET-0359: the server's call of " + LogText.quoted(name) + " failed",
                failure,
                id -> "the server was told: internal error " + id);
    }
}
