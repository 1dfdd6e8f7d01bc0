package dev.webshocket.internal.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Settings that belong together. Immutable.
 *
 * @param title what they are about, in a word
 * @param settings in the order in which documents have them
 */
public record SettingGroup(String title, List<Setting<?>> settings) {

    /** Returns the table of the documents, which ends with a line break. */
    public String table() {
        return settings.stream()
                .map(Setting::row)
                .collect(Collectors.joining(
                        "\n", "| setting | default | bounds | meaning |\n|---|---|---|---|\n", "\n"));
    }
}
