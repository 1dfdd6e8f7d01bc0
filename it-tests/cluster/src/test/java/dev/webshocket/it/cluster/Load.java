package dev.webshocket.it.cluster;

/**
 * How much a test does. The system properties {@code cluster.clients}, {@code cluster.publishers}, {@code cluster.messages} (of all
 * publishers), {@code cluster.rate} (a second, of all publishers) and {@code cluster.seed} set it; the defaults suit a build.
 *
 * @param clients how many subscribers; every third speaks version 1
 * @param publishers how many publishers
 * @param messages how many messages, of all publishers
 * @param rate how many messages a second, of all publishers
 * @param seed chooses channels
 */
record Load(int clients, int publishers, int messages, int rate, long seed) {

    /** Returns the load of this run, and prints it. */
    static Load ofProperties(String test) {
        Load load = new Load(
                Integer.getInteger("cluster.clients", 45),
                Integer.getInteger("cluster.publishers", 5),
                Integer.getInteger("cluster.messages", 1_500),
                Integer.getInteger("cluster.rate", 300),
                Long.getLong("cluster.seed", 20_261_128L));
        System.out.println(test + ": " + load);
        return load;
    }
}
