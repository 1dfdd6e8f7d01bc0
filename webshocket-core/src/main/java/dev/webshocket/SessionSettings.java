package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.List;

/** How sessions end when the application stops. */
final class SessionSettings {

    static final Setting<Duration> SHUTDOWN_GRACE =
            Setting.duration("shutdownGrace", Duration.ofSeconds(10), Bounds.notNegative(), """
            How long calls that run may go on when the application [stops](servers.md#when-the-application-stops); 0
            to cut them off at once.
            """);

    static final Setting<Duration> RETRY_AFTER =
            Setting.duration("retryAfter", Duration.ofSeconds(5), Bounds.notNegative(), """
            After how long clients are asked to come back when the application stops, in whole seconds; 0 to say
            nothing of it.
            """);

    static final SettingGroup ALL = new SettingGroup("Sessions", List.of(SHUTDOWN_GRACE, RETRY_AFTER));

    private SessionSettings() {}
}
