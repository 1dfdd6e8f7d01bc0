package dev.webshocket.demo.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.demo.Main;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The attacks of hostile clients. Each keeps its connections until its time is over, and reconnects when cut off. The
 * target is the demo, or {@link HoldingServer} if the attack needs a method that waits.
 */
enum Attack {
    /** More calls than may wait, whose answers are never read. */
    UNREAD_ANSWERS(40) {
        private final byte[] call = Calls.echoText(60_000);

        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", MSGPACK);
        }

        @Override
        void act(Intruder intruder, int turn) {
            intruder.frame(Intruder.BINARY, true, call);
        }
    },
    /** The same with lists that take many times their length as objects. */
    EMPTY_MAPS(20) {
        private final byte[] few = Calls.emptyMaps("echo", 90_000);
        private final byte[] many = Calls.emptyMaps("echo", 1_000_000);

        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", MSGPACK);
        }

        @Override
        void act(Intruder intruder, int turn) {
            intruder.frame(Intruder.BINARY, true, turn % 3 == 2 ? many : few);
        }
    },
    /** Messages that never end, and pings that keep their connections alive. */
    UNFINISHED_MESSAGES(100) {
        private final byte[] part = new byte[100_000];

        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", null);
        }

        @Override
        void act(Intruder intruder, int turn) {
            if (turn < 10) {
                intruder.frame(turn == 0 ? Intruder.BINARY : 0, false, part);
            } else {
                intruder.frame(Intruder.PING, true, new byte[0]);
                intruder.drain();
            }
        }
    },
    /** As many streams as a connection may have, each idle for a long time. */
    SLOW_STREAMS(16) {
        private final byte[] call = Calls.json("count_to", "[1000, 30]");

        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", null);
        }

        @Override
        void act(Intruder intruder, int turn) {
            if (turn < 32) {
                intruder.frame(Intruder.TEXT, true, call);
            }
            intruder.drain();
        }
    },
    /** Patterns with many brackets, patterns without literals, and messages matched against them. */
    PATTERNS(20) {
        @Override
        Intruder connect(int port) throws IOException {
            Intruder intruder = Intruder.upgrade(port, "/ws", null);
            intruder.frame(Intruder.TEXT, true, Calls.json("login", "[\"mallory\"]"));
            return intruder;
        }

        @Override
        void act(Intruder intruder, int turn) {
            String pattern = turn % 2 == 0 ? "[a-c]".repeat(44) + turn : "*[a-z" + turn + "]*[!" + turn + "]*";
            intruder.frame(Intruder.TEXT, true, Calls.json("join", "[\"" + pattern + "\"]"));
            intruder.frame(Intruder.TEXT, true, Calls.json("join", "[\"[ab]" + turn + "*\"]"));
            // What a room of the demo keeps would be reachable afterwards.
            intruder.frame(Intruder.TEXT, true, Calls.json("send_message", "[\"hall." + turn + "\",\"x\"]"));
            intruder.drain();
        }
    },
    /** Many idle connections. */
    OPENS(500) {
        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", null);
        }

        @Override
        void act(Intruder intruder, int turn) {
            if (turn > 100) {
                intruder.close();
            }
        }
    },
    /** Malformed frames, malformed messages and malformed packets. */
    MALFORMED(30) {
        private final Random random = new Random(20_261_127);

        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", random.nextBoolean() ? MSGPACK : null);
        }

        @Override
        void act(Intruder intruder, int turn) {
            byte[] noise = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(noise);
            switch (turn % 8) {
                case 0 -> intruder.frame(Intruder.BINARY, true, noise);
                case 1 -> intruder.frame(Intruder.TEXT, true, "{\"source\":5,\"rpc\":{".getBytes(UTF_8));
                case 2 -> intruder.frame(Intruder.TEXT, true, Calls.json("no\\u000asuch", "{}"));
                case 3 ->
                    intruder.frame(Intruder.BINARY, true, "[".repeat(10_000).getBytes(UTF_8));
                case 4 -> intruder.frame(Intruder.BINARY, true, new byte[] {(byte) 0xdd, 127, -1, -1, -1});
                case 5 -> intruder.frame(Intruder.TEXT, true, Calls.json("add", "[\"\\ud800\", 1]"));
                case 6 -> intruder.frame(Intruder.BINARY, true, Calls.json("add", "[{\"a\":[]}]"));
                default -> {
                    if (turn % 64 == 7) {
                        intruder.send(noise);
                    } else if (turn % 64 == 15) {
                        intruder.send(Intruder.encode(Intruder.BINARY, true, noise, Long.MAX_VALUE));
                    }
                }
            }
            intruder.drain();
        }
    },
    /** Numbers that are expensive to parse. */
    HOSTILE_NUMBERS(10) {
        private final byte[] digits = Calls.json("echo", "[" + "9".repeat(1_000_000) + "]");
        private final byte[] exponent = Calls.json("add", "[1E999999999, 1]");
        private final byte[] fraction = Calls.json("echo", "[0." + "1".repeat(900_000) + "e-5]");

        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", null);
        }

        @Override
        void act(Intruder intruder, int turn) {
            intruder.frame(Intruder.BINARY, true, turn % 3 == 0 ? digits : turn % 3 == 1 ? exponent : fraction);
            intruder.drain();
        }
    },
    /** Handshakes that try to forge log lines. */
    LOG_INJECTION(20) {
        @Override
        Intruder connect(int port) throws IOException {
            Intruder intruder = Intruder.connect(port);
            String lines = "?a=%0d%0a" + FORGED + "%zz" + "x".repeat(1_000);
            intruder.send(("GET /ws" + lines + " HTTP/1.1\r\nHost: a\r\nHost: b\r\nOrigin: http://evil\t" + FORGED
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
                    .getBytes(ISO_8859_1));
            return intruder;
        }

        @Override
        void act(Intruder intruder, int turn) {
            intruder.drain();
            if (turn > 3) {
                intruder.close();
            }
        }
    },
    /** Headers that never end, byte by byte. */
    SLOW_HANDSHAKES(300) {
        @Override
        Intruder connect(int port) throws IOException {
            Intruder intruder = Intruder.connect(port);
            intruder.send("GET /ws HTTP/1.1\r\nHost: a\r\nX-Slow: ".getBytes(ISO_8859_1));
            return intruder;
        }

        @Override
        void act(Intruder intruder, int turn) {
            intruder.send(new byte[] {'x'});
            intruder.drain();
        }
    },
    /** As many waiting calls as there are threads, if threads are bounded. */
    BLOCKING_CALLS(256, HoldingServer.class) {
        private final byte[] hold = Calls.json("hold", "[3000]");

        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", null);
        }

        @Override
        void act(Intruder intruder, int turn) {
            if (intruder.drain() || turn == 0) {
                intruder.frame(Intruder.TEXT, true, hold);
            }
        }
    },
    /** 11 MiB queued after a waiting call, which take many times as much as objects. */
    HELD_LANE(10, HoldingServer.class) {
        private static final int AGAIN = 500;

        private final byte[] hold = Calls.number("hold", 1_000);
        private final byte[] maps = Calls.emptyMaps("count", 90_000);

        @Override
        Intruder connect(int port) throws IOException {
            return Intruder.upgrade(port, "/ws", MSGPACK);
        }

        @Override
        void act(Intruder intruder, int turn) {
            if (turn % AGAIN == 0) {
                intruder.frame(Intruder.BINARY, true, hold);
            } else if (turn % AGAIN * (long) maps.length < 11 << 20) {
                intruder.frame(Intruder.BINARY, true, maps);
            }
            intruder.drain();
        }
    };

    /** A text that must never start a log line. */
    static final String FORGED = "INFO forged";

    private static final String MSGPACK = "webshocket.v1";

    private final int connections;
    private final Class<?> target;

    Attack(int connections) {
        this(connections, Main.class);
    }

    Attack(int connections, Class<?> target) {
        this.connections = connections;
        this.target = target;
    }

    /** Returns the class whose main method starts the target. */
    Class<?> target() {
        return target;
    }

    /** Connects one attacker. */
    abstract Intruder connect(int port) throws IOException;

    /**
     * Runs the next step of an attacker that is ready to send.
     *
     * @param turn counts from zero for each connection
     */
    abstract void act(Intruder intruder, int turn);

    private static final class Place {
        private Intruder intruder;
        private int turn;
    }

    /** Attacks until a moment, in nanoseconds. A refusal by the server is expected. */
    void run(int port, long deadline) throws InterruptedException {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            places.add(new Place());
        }
        try {
            while (System.nanoTime() < deadline) {
                for (Place place : places) {
                    step(place, port);
                }
                // Attackers, server and measured client share two processors.
                Thread.sleep(2);
            }
        } finally {
            for (Place place : places) {
                if (place.intruder != null) {
                    place.intruder.close();
                }
            }
        }
    }

    private void step(Place place, int port) {
        try {
            if (place.intruder == null) {
                place.intruder = connect(port);
                place.turn = 0;
            } else if (place.intruder.isReady()) {
                act(place.intruder, place.turn++);
            }
            if (place.intruder.isGone()) {
                place.intruder.close();
                place.intruder = null;
            }
        } catch (IOException e) {
            // Some connections are refused, as expected.
            place.intruder = null;
        }
    }
}
