package dev.webshocket.docs;

import dev.webshocket.Concurrent;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionStage;

@WebSocketHandler("/weather")
public class WeatherHandler {

    private static final HttpRequest REQUEST =
            HttpRequest.newBuilder(URI.create("http://localhost/weather")).build();

    private final HttpClient http = HttpClient.newHttpClient();

    // region beside
    @RpcMethod
    public CompletionStage<String> forecast() { // answered when the stage completes
        return http.sendAsync(REQUEST, BodyHandlers.ofString()).thenApply(response -> response.body());
    }

    @RpcMethod
    @Concurrent // waits on a thread of its own
    public String report() throws Exception {
        return http.send(REQUEST, BodyHandlers.ofString()).body();
    }
    // endregion
}
