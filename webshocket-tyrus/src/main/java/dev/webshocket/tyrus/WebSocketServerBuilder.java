package dev.webshocket.tyrus;

import dev.webshocket.ChannelRules;
import dev.webshocket.DefinitionException;
import dev.webshocket.WebshocketSettings;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CredentialCheck;
import dev.webshocket.spi.extension.SessionStore;
import jakarta.json.bind.JsonbConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * Builds servers. Only the port is required. For one thread; {@link #start()} may be called several times.
 */
public final class WebSocketServerBuilder {

    private String host = "0.0.0.0";
    private int port = -1;
    private String contextPath = "";
    private List<Class<?>> handlers = List.of();
    private List<Class<?>> beans = List.of();
    private List<CallInterceptor> interceptors = List.of();
    private CredentialCheck credentialCheck;
    private WebshocketSettings settings;
    private JsonbConfig jsonbConfig;
    private SessionStore sessionStore;
    private ChannelRules channelRules;
    private Path content;
    private boolean classPathContent;
    private SSLContext sslContext;
    private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
    private boolean shutdownHook = true;

    WebSocketServerBuilder() {}

    /**
     * Sets the address to listen on. By default the server listens on all interfaces of the machine.
     *
     * @param host the address or name of one interface, such as {@code localhost}; default {@code 0.0.0.0}, for all
     * @return this
     */
    public WebSocketServerBuilder host(String host) {
        this.host = Objects.requireNonNull(host, "host");
        return this;
    }

    /**
     * Sets the port. There is no default.
     *
     * @param port 1 to 65535, or 0 for any free one
     * @return this
     * @throws IllegalArgumentException if it is out of that range
     */
    public WebSocketServerBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is 0 to 65535, but not " + port);
        }
        this.port = port;
        return this;
    }

    /**
     * Sets the prefix of all handlers' paths. It does not apply to pages.
     *
     * @param contextPath begins with a slash and does not end with one, for instance {@code /app}; empty, the
     *     default, for none
     * @return this
     * @throws IllegalArgumentException if it has another form or is not valid in a URI
     */
    public WebSocketServerBuilder contextPath(String contextPath) {
        this.contextPath = ServerUri.contextPath(contextPath);
        return this;
    }

    /**
     * Sets the handlers, which turns discovery off: only these classes and those of {@link #beans} are beans.
     * Without this and {@code beans}, CDI discovers the beans of all class path entries that have a {@code
     * META-INF/beans.xml}.
     *
     * @param handlers classes with {@link dev.webshocket.WebSocketHandler}; one without it fails the start with
     *     {@code WEBSHOCKET-0001}
     * @return this
     */
    public WebSocketServerBuilder handlers(Class<?>... handlers) {
        this.handlers = classes("handlers", handlers);
        return this;
    }

    /**
     * Sets the beans that are not handlers, which turns discovery off as {@link #handlers} does.
     *
     * @param beans the classes that handlers inject, and other beans
     * @return this
     */
    public WebSocketServerBuilder beans(Class<?>... beans) {
        this.beans = classes("beans", beans);
        return this;
    }

    /**
     * Sets the interceptors of each call, to trace, measure or refuse it.
     *
     * @param interceptors the first is the outermost; all surround those that are beans
     * @return this
     */
    public WebSocketServerBuilder interceptors(CallInterceptor... interceptors) {
        this.interceptors = List.of(interceptors);
        return this;
    }

    /**
     * Sets what checks the credentials that clients send over the connection. By default the application's bean of
     * this type does; without one, no credential is accepted.
     *
     * @param check many threads call it at the same time
     * @return this
     */
    public WebSocketServerBuilder credentialCheck(CredentialCheck check) {
        credentialCheck = Objects.requireNonNull(check, "check");
        return this;
    }

    private static List<Class<?>> classes(String argument, Class<?>... classes) {
        Objects.requireNonNull(classes, argument);
        for (int i = 0; i < classes.length; i++) {
            Objects.requireNonNull(classes[i], argument + '[' + i + "] is null");
        }
        return List.of(classes);
    }

    /**
     * Sets the settings. By default the application's bean of this type is used, else {@link
     * WebshocketSettings#defaults()}.
     *
     * @param settings the settings, which the application can inject
     * @return this
     */
    public WebSocketServerBuilder settings(WebshocketSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * Sets how JSON-B binds Java types, unless their annotations say otherwise, in JSON and in MessagePack. By
     * default the application's bean of this type is used, else JSON-B's own configuration.
     *
     * @param config read once, at the start; an option not supported in both encodings fails the start with {@code
     *     WEBSHOCKET-0113} or {@code WEBSHOCKET-0114}
     * @return this
     */
    public WebSocketServerBuilder jsonbConfig(JsonbConfig config) {
        jsonbConfig = Objects.requireNonNull(config, "config");
        return this;
    }

    /**
     * Sets the store by which sessions outlive the server: a client goes on with its id, attributes and subscriptions at the next
     * server that has the same store. By default the application's bean of this type is used; without one, sessions end with the
     * server.
     *
     * @param store the server does not close it
     * @return this
     */
    public WebSocketServerBuilder sessionStore(SessionStore store) {
        sessionStore = Objects.requireNonNull(store, "store");
        return this;
    }

    /**
     * Sets the rules of channels: which keep messages, and which know who is there. By default the application's bean of
     * this type is used; without one, no channel does.
     *
     * @param rules the rules
     * @return this
     */
    public WebSocketServerBuilder channelRules(ChannelRules rules) {
        channelRules = Objects.requireNonNull(rules, "rules");
        return this;
    }

    /**
     * Serves the files of a directory at {@code /}, for GET and HEAD. For a directory it serves the {@code
     * index.html}. It does not serve files outside of the directory, even through symbolic links, or files with a
     * name that begins with a dot.
     *
     * @param directory the directory, which must exist when the server starts
     * @return this
     */
    public WebSocketServerBuilder content(Path directory) {
        content = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Serves the class path's {@code META-INF/resources} at {@code /}, as a servlet container does for the
     * libraries of an application. Files of {@link #content} take precedence.
     *
     * @return this
     */
    public WebSocketServerBuilder classPathContent() {
        classPathContent = true;
        return this;
    }

    /**
     * Turns on TLS 1.2 and 1.3. The server then refuses plain connections: clients use {@code wss} and {@code
     * https}.
     *
     * @param context an initialised context with the server's key
     * @return this
     */
    public WebSocketServerBuilder sslContext(SSLContext context) {
        sslContext = Objects.requireNonNull(context, "context");
        return this;
    }

    /**
     * Sets whether clients must present a certificate that the SSL context's trust managers accept. Its subject
     * becomes the connection's principal. Without an SSL context this has no effect.
     *
     * @param clientAuthentication default {@link ClientAuthentication#NONE}
     * @return this
     */
    public WebSocketServerBuilder clientAuthentication(ClientAuthentication clientAuthentication) {
        this.clientAuthentication = Objects.requireNonNull(clientAuthentication, "clientAuthentication");
        return this;
    }

    /**
     * Sets whether the server closes itself when the JVM shuts down, for instance after Ctrl-C.
     *
     * @param shutdownHook default true
     * @return this
     */
    public WebSocketServerBuilder shutdownHook(boolean shutdownHook) {
        this.shutdownHook = shutdownHook;
        return this;
    }

    /**
     * Starts the server. When this returns, clients can connect; when it throws, all parts are stopped.
     *
     * @return the running server; close it
     * @throws IllegalStateException if no port is set, or two cluster modules are configured, {@code WEBSHOCKET-0273}
     * @throws IllegalArgumentException if the properties of a cluster module are wrong
     * @throws DefinitionException if a handler cannot be served; the message lists all problems
     * @throws ServerStartException if the port is in use, or the server cannot start for another reason
     */
    public WebSocketServer start() {
        if (port < 0) {
            throw new IllegalStateException("no port is set; call port(...), with 0 for any free one");
        }
        return new WebSocketServer(new ServerOptions(
                host,
                port,
                contextPath,
                handlers,
                beans,
                interceptors,
                credentialCheck,
                settings,
                jsonbConfig,
                sessionStore,
                channelRules,
                content,
                classPathContent,
                sslContext,
                clientAuthentication,
                shutdownHook));
    }
}
