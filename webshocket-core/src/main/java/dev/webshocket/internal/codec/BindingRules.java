package dev.webshocket.internal.codec;

import dev.webshocket.WebshocketSettings;

/**
 * How strictly values are read.
 *
 * @param maxNumberDigits how many digits a number may have
 * @param unknownMembers whether a value may have members that its class does not know
 */
public record BindingRules(int maxNumberDigits, boolean unknownMembers) {

    /** The rules of a server without settings. */
    public static final BindingRules DEFAULT = new BindingRules(2000, false);

    /** The rules of checks before the settings are known. They accept more; the rest is found when the service is created. */
    public static final BindingRules LENIENT = new BindingRules(Integer.MAX_VALUE, true);

    /** The rules of clients: results may have new members since a client was written. */
    public static final BindingRules OF_RESULTS = new BindingRules(2000, true);

    /**
     * Returns the rules of a server.
     *
     * @param settings its settings
     * @return the rules for arguments
     */
    public static BindingRules of(WebshocketSettings settings) {
        return switch (settings.unknownMembers()) {
            case REFUSE -> new BindingRules(settings.maxNumberDigits(), false);
            case ALLOW -> new BindingRules(settings.maxNumberDigits(), true);
        };
    }
}
