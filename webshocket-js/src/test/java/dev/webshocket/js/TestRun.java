package dev.webshocket.js;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** The tests of one run of scripts, as it reports them while it goes on. For one thread. */
final class TestRun {

    /** Lets a run go on. */
    interface Pump {

        /**
         * Waits for the next reports.
         *
         * @return why there are no more, or null if there may be
         */
        String next() throws Exception;
    }

    private record Script(String file, String name, boolean cuts) {}

    private final Pump pump;
    private final List<Script> scripts = new ArrayList<>();
    private final Map<Integer, String> ends = new HashMap<>();
    private final Map<Integer, List<String>> complaints = new HashMap<>();
    private final Set<Integer> running = new TreeSet<>();
    private String over;

    TestRun(Pump pump) {
        this.pump = pump;
    }

    /** Takes a report, which is a line of JSON. */
    void report(String line) {
        JsonObject report = Json.createReader(new StringReader(line)).readObject();
        if (report.containsKey("tests")) {
            for (JsonObject test : report.getJsonArray("tests").getValuesAs(JsonObject.class)) {
                scripts.add(new Script(test.getString("file"), test.getString("name"), test.getBoolean("cuts")));
            }
        } else if (report.containsKey("begins")) {
            // What an earlier one causes may come behind its end.
            running.removeAll(ends.keySet());
            running.add(report.getInt("begins"));
        } else {
            ends.put(report.getInt("ends"), report.getString("error", ""));
        }
    }

    /** Notes what fails the tests that run. */
    void complain(String what) {
        running.forEach(index ->
                complaints.computeIfAbsent(index, unused -> new ArrayList<>()).add(what));
    }

    /** Whether a test that runs cuts connections, of which a browser complains. */
    boolean isCutting() {
        return running.stream().anyMatch(index -> scripts.get(index).cuts());
    }

    /** Returns the tests, which wait for their reports. */
    Stream<DynamicNode> tests() throws Exception {
        while (scripts.isEmpty() && over == null) {
            over = pump.next();
        }
        if (scripts.isEmpty()) {
            throw new AssertionError("no tests: " + over);
        }
        Map<String, List<DynamicTest>> files = new LinkedHashMap<>();
        for (int i = 0; i < scripts.size(); i++) {
            int index = i;
            files.computeIfAbsent(scripts.get(i).file(), unused -> new ArrayList<>())
                    .add(dynamicTest(scripts.get(i).name(), () -> await(index)));
        }
        return files.entrySet().stream().map(file -> dynamicContainer(file.getKey(), file.getValue()));
    }

    private void await(int index) throws Exception {
        while (!ends.containsKey(index) && over == null) {
            over = pump.next();
        }
        String failure = ends.getOrDefault(index, "The run ended before: " + over);
        String name = scripts.get(index).file() + ", " + scripts.get(index).name() + ": ";
        if (!failure.isEmpty()) {
            throw new AssertionError(name + failure);
        }
        if (complaints.containsKey(index)) {
            throw new AssertionError(name + String.join("\n", complaints.get(index)));
        }
    }
}
