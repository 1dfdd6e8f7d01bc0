package dev.webshocket.internal.client.socket;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What clients must have in common to share an HTTP client: the very objects, since these know no other equality.
 *
 * @param sslContext for {@code wss}
 * @param proxy chooses the proxy
 * @param authenticator answers servers and proxies that ask who this is; null for none
 */
public record HttpSetting(SSLContext sslContext, ProxySelector proxy, Authenticator authenticator) {

    /** Takes the JVM's defaults of this moment in place of null, since an application may set others. */
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

    /** Compares identities. The JDK's own comparison of records, before 21, keeps the class loader of the last that it compared. */
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
