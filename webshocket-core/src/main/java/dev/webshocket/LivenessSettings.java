package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.List;

/** How it is found out that a client is gone. */
final class LivenessSettings {

    static final Setting<Duration> PING_INTERVAL =
            Setting.duration("pingInterval", Duration.ofSeconds(25), Bounds.notNegative(), """
            How often a connection is pinged; 0 for never.
            """);

    static final Setting<Integer> MISSED_PINGS = Setting.number("missedPings", 2, Bounds.atLeast(1), """
            After how many pings in a row without a sign of life the client counts as gone.
            """);

    static final SettingGroup ALL = new SettingGroup("Liveness", List.of(PING_INTERVAL, MISSED_PINGS));

    private LivenessSettings() {}
}
