package dev.webshocket.internal.client.socket;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The settings that clients must have in common to share an HTTP client. They are compared by identity, since these
 * objects define no other equality.
 *
 * @param sslContext for {@code wss}
 * @param proxy chooses the proxy
 * @param authenticator gives servers and proxies the credentials that they request; null for none
 */
public record HttpSetting(SSLContext sslContext, ProxySelector proxy, Authenticator authenticator) {

    /** Replaces null by the JVM's current defaults, since an application may change them. */
    public HttpSetting {
        sslContext = sslContext == null ? defaultContext() : sslContext;
        proxy = proxy == null
                ? Optional.ofNullable(ProxySelector.getDefault()).orElse(HttpClient.Builder.NO_PROXY)
                : proxy;
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM has no default SSL context: " + e.getMessage(), e);
        }
    }

    /** Compares identities. Before Java 21 the JDK's generated comparison of records retains the last class loader. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
        return other instanceof HttpSetting setting
                && setting.sslContext == sslContext
                && setting.proxy == proxy
                && setting.authenticator == authenticator;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * System.identityHashCode(sslContext) + System.identityHashCode(proxy))
                + System.identityHashCode(authenticator);
    }
}
