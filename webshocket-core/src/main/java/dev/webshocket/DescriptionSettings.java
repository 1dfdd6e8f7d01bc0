package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import dev.webshocket.internal.settings.SettingType;
import java.util.List;

/** The settings of how services describe themselves. */
final class DescriptionSettings {

    static final Setting<Discovery> DISCOVER = Setting.choice("discover", Discovery.OFF, """
            Whom [`rpc.discover` and `rpc.channels`](description.md) tell what a service offers: `OFF` for nobody, `CALLABLE` for
            each caller the methods that it may call and what these publish, `ALL` for all methods and channels.
            """);

    static final Setting<String> SERVICE_TITLE =
            new Setting<>("serviceTitle", SettingType.TEXT, "", Bounds.none(), """
            The title of the services in their [descriptions](description.md); empty for the service's path.
            """);

    static final Setting<String> SERVICE_VERSION =
            new Setting<>("serviceVersion", SettingType.TEXT, "", Bounds.none(), """
            The version of the services in their [descriptions](description.md); empty for the `Implementation-Version` of
            the handlers' jar, or else `0`.
            """);

    static final SettingGroup ALL = new SettingGroup("Description", List.of(DISCOVER, SERVICE_TITLE, SERVICE_VERSION));

    private DescriptionSettings() {}
}
