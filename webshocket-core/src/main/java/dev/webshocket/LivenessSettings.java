package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.List;

/** The settings that detect a dead client. */
final class LivenessSettings {

    static final Setting<Duration> PING_INTERVAL =
            Setting.duration("pingInterval", Duration.ofSeconds(25), Bounds.notNegative(), """
            The interval between pings of a connection, and in [version 2](protocol.md#version-2), rounded up to seconds, the longest
            time in which either side sends nothing; 0 for no pings.
            """);

    static final Setting<Integer> MISSED_PINGS = Setting.number("missedPings", 2, Bounds.atLeast(1), """
            After how many pings in a row without any data from the client it counts as disconnected.
            """);

    static final SettingGroup ALL = new SettingGroup("Liveness", List.of(PING_INTERVAL, MISSED_PINGS));

    private LivenessSettings() {}
}
