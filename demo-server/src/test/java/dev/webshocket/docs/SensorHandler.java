package dev.webshocket.docs;

import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;

// region uploads
@WebSocketHandler("/sensors")
public class SensorHandler {

    public record Reading(String sensor, double value) {}

    @RpcMethod
    public double average(String sensor, RpcItems<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.sensor().equals(sensor))
                .mapToDouble(Reading::value)
                .average()
                .orElseThrow();
    }

    @RpcMethod
    public void alarms(double limit, RpcItems<Reading> readings, RpcStream<String> out) {
        for (Reading reading : readings) {
            if (reading.value() > limit) {
                out.send(reading.sensor()); // while other readings are still to come
            }
        }
    }
}
// endregion
