package dev.webshocket.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers the handshake as configured and then sends nothing; or never sends anything. */
final class SilentServer implements AutoCloseable {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final String response;

    private static final String ACCEPTED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\nSec-WebSocket-Protocol: webshocket.v1\r\n\r\n";

    /** Accepts the subprotocol. */
    SilentServer() throws IOException {
        this(ACCEPTED);
    }

    /** Accepts the subprotocol, and sends the bytes of some frames. */
    static SilentServer sending(byte[] frames) throws IOException {
        return new SilentServer(ACCEPTED + new String(frames, StandardCharsets.ISO_8859_1).replace("%", "%%"));
    }

    /** Accepts the subprotocol, and closes with a code. */
    static SilentServer closing(int code) throws IOException {
        return sending(new byte[] {(byte) 0x88, 2, (byte) (code >> 8), (byte) code});
    }

    /** Answers the handshake with a text, which may contain the key's digest; null for no answer. */
    SilentServer(String response) throws IOException {
        this.response = response;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "silent-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/ws");
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                answer(socket);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String key = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        if (response != null) {
            socket.getOutputStream().write(String.format(response, digest(key)).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }
    }

    /** Waits until this many clients have sent something after the handshake; it serves one client at a time. */
    void awaitAnswers(int clients) {
        try {
            open.get(clients - 1).getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
