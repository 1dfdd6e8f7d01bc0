package dev.webshocket.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client for the pages of an application, with cookies. Uses HTTP/1.1: after HTTP/2 Payara retained two later
 * applications in memory. For one thread.
 */
public final class Browser {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(Redirect.NORMAL)
            .build();
    private final Server server;

    public Browser(Server server) {
        this.server = server;
    }

    /** Returns the text of a page. */
    public String get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    /** Logs in with the servlet container's form, and returns the text of the page after it. */
    public String logIn(String name, String password) throws IOException, InterruptedException {
        String form = "j_username=" + encoded(name) + "&j_password=" + encoded(password);
        return send(request("/j_security_check")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Makes a request without a body, and returns the text of the answer. */
    public String send(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /** Returns the cookie header for a handshake of this browser. */
    public Map<String, String> cookies() {
        return Map.of(
                "Cookie",
                cookies.getCookieStore().getCookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.uri("http", path));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
