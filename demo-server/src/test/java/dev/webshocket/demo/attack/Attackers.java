package dev.webshocket.demo.attack;

import java.util.concurrent.TimeUnit;

/** The process of one attack. */
final class Attackers {

    private Attackers() {}

    /**
     * Attacks.
     *
     * @param args the attack, the port and the duration in seconds
     */
    public static void main(String[] args) throws InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
        Attack.valueOf(args[0]).run(Integer.parseInt(args[1]), System.nanoTime() + nanos);
    }
}
