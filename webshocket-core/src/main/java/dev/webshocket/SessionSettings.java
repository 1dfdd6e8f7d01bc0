package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.List;

/** The settings of how sessions end when the application stops. */
final class SessionSettings {

    static final Setting<Duration> SHUTDOWN_GRACE =
            Setting.duration("shutdownGrace", Duration.ofSeconds(10), Bounds.notNegative(), """
            How long running calls may continue when the application [stops](servers.md#when-the-application-stops); 0
            to end them at once.
            """);

    static final Setting<Duration> RETRY_AFTER =
            Setting.duration("retryAfter", Duration.ofSeconds(5), Bounds.notNegative(), """
            The delay after which clients are asked to reconnect when the application stops, in whole seconds; 0 to ask
            nothing.
            """);

    static final SettingGroup ALL = new SettingGroup("Sessions", List.of(SHUTDOWN_GRACE, RETRY_AFTER));

    private SessionSettings() {}
}
