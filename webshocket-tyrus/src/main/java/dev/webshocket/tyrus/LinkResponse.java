package dev.webshocket.tyrus;

import dev.webshocket.spi.platform.ConnectionOpener;
import dev.webshocket.spi.platform.LinkUpgrade;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;

/** Tyrus's response to a handshake, after which our link replaces Tyrus's session. For one thread. */
final class LinkResponse extends TyrusUpgradeResponse implements LinkUpgrade {

    private ConnectionOpener opener;

    @Override
    public void openWith(ConnectionOpener opener) {
        this.opener = opener;
    }

    /** Returns the opener of the connection; null if the endpoint is not the engine's. */
    ConnectionOpener opener() {
        return opener;
    }
}
