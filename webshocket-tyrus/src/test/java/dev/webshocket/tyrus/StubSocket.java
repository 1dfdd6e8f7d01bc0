package dev.webshocket.tyrus;

import jakarta.websocket.CloseReason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.ReadHandler;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;
import org.glassfish.tyrus.spi.Writer;

/** Tyrus's side of a connection, which keeps what it is told. */
final class StubSocket implements UpgradeInfo, Connection {

    final List<CloseReason> closings = new ArrayList<>();
    boolean failsToClose;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    /** Returns what has come from the client. */
    byte[] read() {
        return read.toByteArray();
    }

    @Override
    public UpgradeStatus getStatus() {
        return UpgradeStatus.SUCCESS;
    }

    @Override
    public Connection createConnection(Writer writer, CloseListener listener) {
        return this;
    }

    @Override
    public ReadHandler getReadHandler() {
        return (ByteBuffer bytes) -> {
            byte[] part = new byte[bytes.remaining()];
            bytes.get(part);
            read.writeBytes(part);
        };
    }

    @Override
    public Writer getWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CloseListener getCloseListener() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(CloseReason reason) {
        closings.add(reason);
        if (failsToClose) {
            throw new IllegalStateException("The connection has been closed.");
        }
    }
}
