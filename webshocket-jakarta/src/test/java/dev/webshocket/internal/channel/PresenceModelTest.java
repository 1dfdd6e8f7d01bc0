package dev.webshocket.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.SessionSocket.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Devices of several users join, leave, lose their sockets, come back in time or too late, and end, at random. What the server, a
 * subscriber and an observer know is compared with a model.
 */
@Tag("slow")
class PresenceModelTest {

    private static final int OPERATIONS = Integer.getInteger("presence.operations", 1_200);
    private static final int OPERATIONS_TO_A_CHECK = 120;
    private static final List<String> ROOMS = List.of("room.1", "room.2", "room.3");

    /** A device of a user, with one session at a time. */
    private static final class Device {

        final String user;
        final Wire wire;
        final Set<String> rooms = new HashSet<>();
        /** Null while it has no session. */
        LobbyClient client;

        Object info;
        boolean isAway;

        Device(String user, Wire wire) {
            this.user = user;
            this.wire = wire;
        }

        String id() {
            return user == null ? client.uid() : user;
        }
    }

    private final LobbyHandler lobby = new LobbyHandler();
    private final List<Device> devices = new ArrayList<>();

    /** The infos of the devices in each room, by member; the latest is the last. */
    private final Map<String, Map<String, Map<Device, Object>>> model = new HashMap<>();

    /** How often each member has left each room. */
    private final Map<List<String>, Integer> departures = new HashMap<>();

    private Random random;
    private EngineServer server;
    private LobbyClient watcher;

    @BeforeEach
    void start() throws Exception {
        long seed = Long.getLong("presence.seed", System.nanoTime());
        System.out.println("presence.seed=" + seed);
        random = new Random(seed);
        server = lobby.start(settings -> settings.sessionKeep(Duration.ofSeconds(1)), environment -> {});
        watcher = new LobbyClient(server.uri("/lobby"), Wire.MSGPACK, "watcher");
        watcher.join("room.*");
        for (int i = 0; i < 16; i++) {
            devices.add(new Device(i < 12 ? "user " + i % 4 : null, i % 2 == 0 ? Wire.MSGPACK : Wire.JSON));
        }
        ROOMS.forEach(room -> model.put(room, new HashMap<>()));
    }

    @AfterEach
    void stop() {
        watcher.close();
        server.close();
    }

    private void enter(Device device, String room) {
        device.rooms.add(room);
        Map<Device, Object> infos = model.get(room).computeIfAbsent(device.id(), id -> new LinkedHashMap<>());
        if (!infos.containsKey(device) || !Objects.equals(infos.get(device), device.info)) {
            infos.remove(device);
            infos.put(device, device.info);
        }
    }

    private void leave(Device device, String room) {
        if (device.rooms.remove(room)) {
            Map<Device, Object> infos = model.get(room).get(device.id());
            infos.remove(device);
            if (infos.isEmpty()) {
                model.get(room).remove(device.id());
                departures.merge(List.of(room, device.id()), 1, Integer::sum);
            }
        }
    }

    /** The session of a device has ended. */
    private void ended(Device device) {
        List.copyOf(device.rooms).forEach(room -> leave(device, room));
        device.info = null;
        device.isAway = false;
    }

    private SortedMap<String, Object> expected(String room) {
        SortedMap<String, Object> members = new TreeMap<>();
        model.get(room).forEach((id, infos) -> {
            Object latest = null;
            for (Object info : infos.values()) {
                latest = info == null ? latest : info;
            }
            members.put(id, latest);
        });
        return members;
    }

    private void step(Device device) throws Exception {
        String room = ROOMS.get(random.nextInt(ROOMS.size()));
        if (device.client == null) {
            device.client = new LobbyClient(server.uri("/lobby"), device.wire, device.user);
            return;
        }
        if (device.isAway) {
            comeBack(device);
            return;
        }
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> {
                device.client.join(room);
                enter(device, room);
            }
            case 4, 5 -> {
                device.client.leave(room);
                leave(device, room);
            }
            case 6 -> {
                device.info = random.nextInt(3) == 0 ? null : "info " + random.nextInt(3);
                if (device.info == null) {
                    device.client.ask("no_info");
                } else {
                    device.client.ask("info", device.info);
                }
                List.copyOf(device.rooms).forEach(in -> enter(device, in));
            }
            case 7, 8 -> {
                device.client.cut();
                comeBack(device);
            }
            case 9 -> {
                device.client.cut();
                device.isAway = true;
            }
            case 10 -> {
                // A close frame ends the session at once.
                device.client.close();
                awaitEnd(device);
            }
            default -> {
                server.engine().clients().close(device.client.uid(), 4000, "");
                awaitEnd(device);
            }
        }
    }

    private void comeBack(Device device) throws InterruptedException {
        String before = device.client.uid();
        String id = device.id();
        boolean resumed = device.client.comeBack();
        device.isAway = false;
        if (resumed) {
            assertThat(device.client.uid()).isEqualTo(before);
        } else {
            // Too late: the session has ended, and this is another one.
            List.copyOf(device.rooms).forEach(room -> leaveAs(id, device, room));
            ended(device);
        }
    }

    private void leaveAs(String id, Device device, String room) {
        device.rooms.remove(room);
        Map<Device, Object> infos = model.get(room).get(id);
        infos.remove(device);
        if (infos.isEmpty()) {
            model.get(room).remove(id);
            departures.merge(List.of(room, id), 1, Integer::sum);
        }
    }

    private void awaitEnd(Device device) {
        String uid = device.client.uid();
        await().pollInterval(Duration.ofMillis(10))
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> server.engine().clients().find(uid).isEmpty());
        ended(device);
        device.client = null;
    }

    private void check() throws Exception {
        List<Device> away = new ArrayList<>(devices.stream()
                .filter(device -> device.client != null && device.isAway)
                .toList());
        Collections.shuffle(away, random);
        for (Device device : away) {
            if (random.nextBoolean()) {
                comeBack(device);
            } else {
                // The session ends by itself.
                awaitEnd(device);
            }
        }
        for (String room : ROOMS) {
            SortedMap<String, Object> expected = expected(room);
            SortedMap<String, Object> known = new TreeMap<>();
            lobby.channels.presence(room).members().forEach(member -> known.put(member.id(), member.info()));
            assertThat(known).isEqualTo(expected);
            assertThat(lobby.channels.presenceCount(room).toCompletableFuture().join())
                    .isEqualTo(expected.size());
            await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
                watcher.take();
                assertThat(watcher.view(room)).isEqualTo(expected);
            });
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(view(lobby.observed, room)).isEqualTo(expected));
        }
        departuresAreThoseOfTheModel(watcher.changes);
        departuresAreThoseOfTheModel(List.copyOf(lobby.observed));
    }

    private static SortedMap<String, Object> view(Iterable<PresenceChange> changes, String room) {
        SortedMap<String, Object> view = new TreeMap<>();
        for (PresenceChange change : changes) {
            if (change.channel().equals(room)) {
                change.joined().forEach(member -> view.put(member.id(), member.info()));
                change.left().forEach(member -> view.remove(member.id()));
            }
        }
        return view;
    }

    /** Nobody is told to have left who was not there, or more often than in the model, as for a lost socket. */
    private void departuresAreThoseOfTheModel(List<PresenceChange> changes) {
        Map<List<String>, Integer> told = new HashMap<>();
        Set<List<String>> there = new HashSet<>();
        for (PresenceChange change : changes) {
            for (Member member : change.left()) {
                assertThat(there.remove(List.of(change.channel(), member.id()))).isTrue();
                told.merge(List.of(change.channel(), member.id()), 1, Integer::sum);
            }
            change.joined().forEach(member -> there.add(List.of(change.channel(), member.id())));
        }
        told.forEach((member, times) ->
                assertThat(times).as(member.toString()).isLessThanOrEqualTo(departures.getOrDefault(member, 0)));
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // Longer than what all tests have: it may take more operations.
    void theServerSubscribersAndObserversKnowWhoIsThere() throws Exception {
        for (int i = 1; i <= OPERATIONS; i++) {
            step(devices.get(random.nextInt(devices.size())));
            if (i % OPERATIONS_TO_A_CHECK == 0) {
                check();
            }
        }
        for (Device device : devices) {
            if (device.client != null) {
                device.client.close();
                if (device.isAway) {
                    comeBack(device);
                    device.client.close();
                }
                awaitEnd(device);
            }
        }
        check();
        assertThat(watcher.view("room.1")).isEmpty();
        assertThat(departures).isNotEmpty();
    }
}
