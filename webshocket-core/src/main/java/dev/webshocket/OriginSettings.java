package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import dev.webshocket.internal.settings.SettingType;
import java.util.List;

/** The settings that decide where clients may connect from. */
final class OriginSettings {

    static final Setting<List<AddressRange>> TRUSTED_PROXIES = new Setting<>(
            "trustedProxies",
            SettingType.list("addresses or ranges such as 10.0.0.0/8,::1", AddressRange::of),
            List.of(),
            Bounds.normalized(List::copyOf),
            """
            The proxies that are trusted to report a client's [address](rate-limits.md#the-address-behind-a-proxy):
            addresses, and ranges such as `10.0.0.0/8`.
            """);

    static final Setting<List<String>> ALLOWED_ORIGINS = new Setting<>(
            "allowedOrigins",
            SettingType.list("origins such as https://app.example.com, or *", Origin::normalised),
            List.of(),
            Bounds.normalized(
                    origins -> origins.stream().map(Origin::normalised).toList()),
            """
            The origins of other sites whose pages may connect, such as `https://app.example.com`; `*` for all, `null`
            for pages without an origin. By default only pages [of the same host](servers.md#which-pages-may-connect)
            may connect. Clients that are not browsers send no origin, and may always connect.
            """);

    static final SettingGroup ALL = new SettingGroup("Origins", List.of(TRUSTED_PROXIES, ALLOWED_ORIGINS));

    private OriginSettings() {}
}
