package dev.webshocket.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Keys with their certificates, made by the JDK's keytool. For one thread while they are made. */
public final class TestCertificates {

    private static final String PASSWORD = "only for tests";

    private final Path file;

    /** Makes what has none yet, and keeps them in a file of a directory. */
    public TestCertificates(Path directory) {
        file = directory.resolve('.' + UUID.randomUUID().toString() + ".p12");
    }

    /** Makes an authority: one that vouches for itself where no other is named. */
    public void authority(String alias, String subject, String... options) throws Exception {
        keytool(alias, subject, "bc:critical=ca:true", options);
    }

    /**
     * Makes the certificate of a server on this machine, or of a client.
     *
     * @param options of keytool, such as {@code -signer} and an alias; without, the certificate vouches for itself
     */
    public void peer(String alias, String subject, String... options) throws Exception {
        host(alias, subject, "dns:localhost,ip:127.0.0.1", options);
    }

    /** Makes the certificate of a server that is found under these names. */
    public void host(String alias, String subject, String names, String... options) throws Exception {
        keytool(alias, subject, "san=" + names, options);
    }

    private void keytool(String alias, String subject, String extension, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                subject,
                "-ext",
                extension,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        keytool.getOutputStream().close();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }

    /**
     * Makes the context of a peer.
     *
     * @param own its key, null for none
     * @param trusted whose certificates it trusts, and those that they vouch for
     */
    public SSLContext context(String own, String... trusted) {
        return context("TLS", own, trustManager(trusted));
    }

    /**
     * Makes the context of a peer.
     *
     * @param version the newest that it speaks
     * @param own its key, null for none
     * @param trust says whom it trusts
     */
    public SSLContext context(String version, String own, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance(version);
            context.init(own == null ? null : keys(store(), own), new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes what trusts certificates, and those that they vouch for. */
    public X509ExtendedTrustManager trustManager(String... trusted) {
        try {
            KeyStore made = store();
            KeyStore trust = empty();
            for (String alias : trusted) {
                trust.setCertificateEntry(alias, made.getCertificate(alias));
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trust);
            return (X509ExtendedTrustManager) managers.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] keys(KeyStore made, String alias) throws GeneralSecurityException, IOException {
        char[] password = PASSWORD.toCharArray();
        KeyStore own = empty();
        own.setKeyEntry(alias, made.getKey(alias, password), password, made.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, password);
        return managers.getKeyManagers();
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
