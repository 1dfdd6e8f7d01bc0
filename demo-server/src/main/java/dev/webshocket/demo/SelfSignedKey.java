package dev.webshocket.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Creates a key with a self-signed certificate. The JDK has no API for that, but each JDK contains the program {@code
 * keytool}.
 */
final class SelfSignedKey {

    private static final String PASSWORD_VARIABLE = "DEMO_STOREPASS";
    private static final int VALID_DAYS = 90;

    private SelfSignedKey() {}

    /** The key cannot be created; the message says why. */
    static final class NotMadeException extends Exception {

        private static final long serialVersionUID = 1L;

        NotMadeException(String message, Throwable cause) {
            super("cannot create a certificate: " + message, cause);
        }
    }

    /**
     * Creates a key for {@code localhost}, {@code 127.0.0.1} and {@code ::1}. Nothing of it stays on the disk.
     *
     * @return the context of a server with that key
     */
    static SSLContext forLocalhost() throws NotMadeException {
        String password = UUID.randomUUID().toString();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(make(password), password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new NotMadeException(e.getMessage(), e);
        }
    }

    /** Creates a key. Store and key have the same password, of at least six characters. */
    static KeyStore make(String password) throws IOException, GeneralSecurityException, NotMadeException {
        Path directory = Files.createTempDirectory("webshocket-demo");
        Path file = directory.resolve("key.p12");
        try {
            keytool(file, password);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, password.toCharArray());
            }
            return store;
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void keytool(Path file, String password) throws IOException, NotMadeException {
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "demo",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1,ip:::1",
                        "-validity",
                        String.valueOf(VALID_DAYS),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        // Not the password itself: every user of the machine could see it.
                        "-storepass:env",
                        PASSWORD_VARIABLE))
                .redirectErrorStream(true);
        keytool.environment().put(PASSWORD_VARIABLE, password);
        Process process = keytool.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new NotMadeException(output, null);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new NotMadeException("interrupted", e);
        }
    }
}
