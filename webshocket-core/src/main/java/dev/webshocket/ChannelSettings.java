package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import java.util.List;

/** What connections may subscribe to. */
final class ChannelSettings {

    static final Setting<Integer> CHANNEL_NAME_LENGTH =
            Setting.number("channelNameLength", 256, Bounds.atLeast(1), """
            How long the name or pattern of a [channel](channels.md) may be, in `char`s.
            """);

    static final Setting<Integer> SUBSCRIPTIONS = Setting.number("subscriptions", 1000, Bounds.atLeast(1), """
            How many names and patterns of channels a connection may have subscribed to.
            """);

    static final Setting<ChannelPatterns> CHANNEL_PATTERNS =
            Setting.choice("channelPatterns", ChannelPatterns.ALLOW, """
            Whether `subscribe` takes [patterns](channels.md#patterns) of channels: `ALLOW`, or `REFUSE`, which lets
            connections subscribe to names only.
            """);

    static final Setting<Integer> PATTERN_WILDCARDS = Setting.number("patternWildcards", 32, Bounds.atLeast(1), """
            How many wildcards a pattern may have: `*`, `?` and brackets; stars in a row count as one.
            """);

    static final Setting<Integer> UNANCHORED_PATTERNS =
            Setting.number("unanchoredPatterns", 16, Bounds.atLeast(0), """
            How many patterns that neither begin nor end with literal text, such as `*a*`, a connection may have
            subscribed to.
            """);

    static final SettingGroup ALL = new SettingGroup(
            "Channels",
            List.of(CHANNEL_NAME_LENGTH, SUBSCRIPTIONS, CHANNEL_PATTERNS, PATTERN_WILDCARDS, UNANCHORED_PATTERNS));

    private ChannelSettings() {}
}
