package dev.webshocket.tyrus;

import dev.webshocket.spi.platform.ConnectionOpener;
import dev.webshocket.spi.platform.LinkUpgrade;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;

/** Tyrus's answer to a handshake, after which a link of ours takes the place of Tyrus's session. For one thread. */
final class LinkResponse extends TyrusUpgradeResponse implements LinkUpgrade {

    private ConnectionOpener opener;

    @Override
    public void openWith(ConnectionOpener opener) {
        this.opener = opener;
    }

    /** Returns what opens the connection; null where the endpoint is none of the engine's. */
    ConnectionOpener opener() {
        return opener;
    }
}
