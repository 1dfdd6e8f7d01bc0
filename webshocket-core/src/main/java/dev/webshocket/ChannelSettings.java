package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import dev.webshocket.internal.settings.SettingType;
import java.util.List;

/** The settings of channels and subscriptions. */
final class ChannelSettings {

    static final Setting<Integer> CHANNEL_NAME_LENGTH =
            Setting.number("channelNameLength", 256, Bounds.atLeast(1), """
            How long the name or pattern of a [channel](channels.md) may be, in `char`s.
            """);

    static final Setting<Integer> SUBSCRIPTIONS = Setting.number("subscriptions", 1000, Bounds.atLeast(1), """
            How many names and patterns of channels a connection may subscribe to.
            """);

    static final Setting<ChannelPatterns> CHANNEL_PATTERNS =
            Setting.choice("channelPatterns", ChannelPatterns.ALLOW, """
            Whether `subscribe` accepts [patterns](channels.md#patterns) of channels: `ALLOW`, or `REFUSE`, which
            accepts names only.
            """);

    static final Setting<Integer> PATTERN_WILDCARDS = Setting.number("patternWildcards", 32, Bounds.atLeast(1), """
            How many wildcards a pattern may have: `*`, `?` and brackets; consecutive stars count as one.
            """);

    static final Setting<Integer> UNANCHORED_PATTERNS =
            Setting.number("unanchoredPatterns", 16, Bounds.atLeast(0), """
            How many patterns that neither begin nor end with literal text, such as `*a*`, a connection may subscribe
            to.
            """);

    static final Setting<Long> HISTORY_BYTES =
            new Setting<>("historyBytes", SettingType.LONG, 256L << 20, Bounds.atLeast(1L << 20), """
            How many bytes of the heap the messages of all channels with history may take together, at most a quarter of
            the heap; beyond them the oldest messages are forgotten. Without effect if the application provides a
            `MessageLog`.
            """);

    static final SettingGroup ALL = new SettingGroup(
            "Channels",
            List.of(
                    CHANNEL_NAME_LENGTH,
                    SUBSCRIPTIONS,
                    CHANNEL_PATTERNS,
                    PATTERN_WILDCARDS,
                    UNANCHORED_PATTERNS,
                    HISTORY_BYTES));

    private ChannelSettings() {}
}
