package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.time.Duration;
import java.util.List;

/** The settings of how long sessions wait for their clients, and how they end when the application stops. */
final class SessionSettings {

    private static final Bounds<Duration> UP_TO_A_DAY =
            Bounds.where("zero to one day", value -> !value.isNegative() && value.compareTo(Duration.ofDays(1)) <= 0);

    static final Setting<Duration> SESSION_KEEP =
            Setting.duration("sessionKeep", Duration.ofSeconds(30), UP_TO_A_DAY, """
            How long a connection of [version 2](connections.md#when-the-socket-breaks) that has lost its socket is kept
            for its client to resume it, rounded up to seconds; 0 to keep none.
            """);

    static final Setting<Duration> SHUTDOWN_GRACE =
            Setting.duration("shutdownGrace", Duration.ofSeconds(10), Bounds.notNegative(), """
            How long running calls may continue when the application [stops](servers.md#when-the-application-stops); 0
            to end them at once.
            """);

    static final Setting<Duration> RETRY_AFTER =
            Setting.duration("retryAfter", Duration.ofSeconds(5), Bounds.notNegative(), """
            The delay after which clients are asked to reconnect when the application stops, in whole seconds; 0 to ask
            nothing. Where [other servers](cluster.md) of the application are alive, nothing is asked.
            """);

    static final Setting<Duration> CREDENTIAL_TIMEOUT =
            Setting.duration("credentialTimeout", Duration.ofSeconds(10), Bounds.positive(), """
            How long the [check of a credential](credentials.md) may take. After that a client that connects is closed with
            1013, and a refresh is refused.
            """);

    static final SettingGroup ALL =
            new SettingGroup("Sessions", List.of(SESSION_KEEP, SHUTDOWN_GRACE, RETRY_AFTER, CREDENTIAL_TIMEOUT));

    private SessionSettings() {}
}
