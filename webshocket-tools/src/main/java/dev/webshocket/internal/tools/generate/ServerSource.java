package dev.webshocket.internal.tools.generate;

import dev.webshocket.RpcException;
import dev.webshocket.client.ClientException;
import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.client.WebSocketClientBuilder;
import dev.webshocket.packet.RpcErrorCode;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;

/**
 * A running server, which is asked by {@code rpc.discover} and {@code rpc.channels}.
 *
 * @param uri the URI of the service
 * @param token the credential; null for none
 */
record ServerSource(URI uri, String token) implements Source {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Override
    public Descriptions read() throws GenerationException {
        WebSocketClientBuilder builder = WebSocketClient.builder(uri)
                .retry(RetryPolicy.none())
                .connectTimeout(TIMEOUT)
                .callTimeout(TIMEOUT);
        if (token != null) {
            builder.credentials(() -> token);
        }
        try (WebSocketClient client = builder.connect()) {
            JsonObject openRpc = client.call("rpc.discover", JsonObject.class);
            return Descriptions.of(openRpc, client.call("rpc.channels", JsonObject.class));
        } catch (RpcException e) {
            throw refused(e);
        } catch (ClientException e) {
            throw new GenerationException(GenerationException.UNREACHABLE, uri + " cannot be asked: " + e.getMessage());
        }
    }

    private GenerationException refused(RpcException refusal) {
        if (refusal.code() == RpcErrorCode.RPC_METHOD_NOT_FOUND.code()) {
            return new GenerationException(
                    GenerationException.TURNED_OFF,
                    uri
                            + " does not describe itself: turn it on by the setting \"discover\", or generate from"
                            + " --classes");
        }
        return new GenerationException(
                GenerationException.REFUSED,
                uri + " refused to describe itself with " + refusal.code() + ": " + refusal.getMessage());
    }

    @Override
    public String name() {
        return uri.toString();
    }
}
