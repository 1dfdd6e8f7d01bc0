package dev.webshocket.benchmarks.load;

import java.util.List;

/**
 * A typical record of a service.
 *
 * @param sensor a name
 * @param sequence a number
 * @param value a measured value
 * @param valid whether the value counts
 * @param tags a few words
 */
public record Reading(String sensor, long sequence, double value, boolean valid, List<String> tags) {}
