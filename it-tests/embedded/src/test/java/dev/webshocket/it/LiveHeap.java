package dev.webshocket.it;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The reachable objects of this JVM, from HotSpot's class histogram, which collects garbage first. The runtime's own
 * figure of used memory is too coarse for a few hundred kilobytes: it includes thread buffers and partly filled
 * regions, and varies by a megabyte.
 */
final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

    private final String histogram;

    private LiveHeap(String histogram) {
        this.histogram = histogram;
    }

    static LiveHeap now() throws JMException {
        return new LiveHeap((String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()}));
    }

    /** Returns the size of all objects, in bytes. */
    long bytes() {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("not a class histogram: " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** Returns how many objects are of exactly this class. */
    int instancesOf(Class<?> type) {
        Matcher line = Pattern.compile(
                        "^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(type.getName()) + "(?: |$)", Pattern.MULTILINE)
                .matcher(histogram);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }
}
