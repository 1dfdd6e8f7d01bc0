package dev.webshocket.it;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is reachable in this JVM, by the class histogram of HotSpot, which collects garbage first. What a runtime has in use
 * by its own figures would not do where a few hundred kilobytes matter: that counts what threads have reserved and what is
 * left over of regions, a megabyte more or less from one look to the next.
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
