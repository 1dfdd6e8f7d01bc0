package dev.webshocket.demo;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** Writes keys into files, as an administrator would. */
public final class KeyFiles {

    private KeyFiles() {}

    /** Creates a key for this machine, and writes it to a PKCS #12 file and its certificate to a PEM file. */
    public static void write(Path key, Path certificate, char[] password) throws Exception {
        KeyStore store = SelfSignedKey.make(String.valueOf(password));
        try (OutputStream out = Files.newOutputStream(key)) {
            store.store(out, password);
        }
        byte[] encoded = store.getCertificate(store.aliases().nextElement()).getEncoded();
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(encoded)
                        + "\n-----END CERTIFICATE-----\n");
    }
}
