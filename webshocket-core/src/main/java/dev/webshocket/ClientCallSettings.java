package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.List;

/** The settings of the server's calls of its clients. */
final class ClientCallSettings {

    static final Setting<Duration> CLIENT_CALL_TIMEOUT =
            Setting.duration("clientCallTimeout", Duration.ofSeconds(30), Bounds.notNegative(), """
            How long the server's [call of a client](services.md#calling-the-client) waits for the answer if it has no
            timeout of its own; 0 for no limit. The time that a connection waits for its client to come back counts.
            """);

    static final Setting<Integer> CLIENT_CALLS = Setting.number("clientCalls", 256, Bounds.atLeast(1), """
            How many of the server's calls of one client may be unanswered or wait to be sent before further ones fail.
            """);

    static final SettingGroup ALL = new SettingGroup("Calls of clients", List.of(CLIENT_CALL_TIMEOUT, CLIENT_CALLS));

    private ClientCallSettings() {}
}
