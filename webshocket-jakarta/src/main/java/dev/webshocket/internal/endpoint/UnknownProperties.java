package dev.webshocket.internal.endpoint;

import dev.webshocket.WebshocketSettings;
import dev.webshocket.internal.model.NearestName;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.spi.extension.ClusterProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Warns of system properties {@code webshocket.*} that are neither settings nor properties of a cluster module, and have no effect. */
final class UnknownProperties {

    private static final System.Logger LOG = System.getLogger("dev.webshocket");

    private UnknownProperties() {}

    /** Logs one warning for each, with the setting whose name is the nearest. */
    static void report() {
        List<String> known = names();
        for (String property : new TreeSet<>(System.getProperties().stringPropertyNames())) {
            if (property.startsWith(Setting.PREFIX) && !known.contains(property.substring(Setting.PREFIX.length()))) {
                LOG.log(
                        Level.WARNING,
                        "WEBSHOCKET-0250: system property {0} names no setting and has no effect{1}",
                        property,
                        NearestName.to(property.substring(Setting.PREFIX.length()), known, Integer.MAX_VALUE)
                                .map(nearest -> "; the nearest name is " + Setting.PREFIX + nearest)
                                .orElse(""));
            }
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(WebshocketSettings.names());
        for (ClusterProvider provider : ServiceLoader.load(ClusterProvider.class)) {
            provider.properties().forEach(property -> names.add(property.substring(Setting.PREFIX.length())));
        }
        return names;
    }
}
