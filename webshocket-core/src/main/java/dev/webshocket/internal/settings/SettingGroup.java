package dev.webshocket.internal.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A group of settings. Immutable.
 *
 * @param title the heading of the group
 * @param settings the settings, in the order of the documents
 */
public record SettingGroup(String title, List<Setting<?>> settings) {

    /** Returns the group's Markdown table for the documents, with a line break at the end. */
    public String table() {
        return settings.stream()
                .map(Setting::row)
                .collect(Collectors.joining(
                        "\n", "| setting | default | bounds | meaning |\n|---|---|---|---|\n", "\n"));
    }
}
