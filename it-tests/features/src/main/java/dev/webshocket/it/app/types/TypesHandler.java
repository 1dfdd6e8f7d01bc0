package dev.webshocket.it.app.types;

import dev.webshocket.RpcException;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;

/** Returns its arguments, of different Java types. */
@WebSocketHandler("/ws")
public class TypesHandler {

    @RpcMethod
    public List<Point> points(List<Point> points) {
        return points;
    }

    @RpcMethod
    public List<Point> array_list(ArrayList<Point> points) {
        return points;
    }

    @RpcMethod
    public List<Long> linked_list(LinkedList<Long> numbers) {
        return numbers;
    }

    @RpcMethod
    public Map<String, Integer> hash_map(HashMap<String, Integer> counts) {
        return counts;
    }

    @RpcMethod
    public LocalDate day(LocalDate day) {
        return day;
    }

    @RpcMethod
    public Shape shape(Shape shape) {
        return shape;
    }

    @RpcMethod
    public Flag flag(Flag flag) {
        return flag;
    }

    @RpcMethod
    public Account account(Account account) {
        return account;
    }

    @RpcMethod
    public Sku sku(Sku sku) {
        return sku;
    }

    @RpcMethod
    public Stock stock(Stock stock) {
        return stock;
    }

    @RpcMethod
    public JsonObject object(JsonObject object) {
        return object;
    }

    @RpcMethod
    public Reading nowhere() {
        return new Reading(Float.NaN, Double.NaN);
    }

    @RpcMethod
    public int count(String first, Point... others) {
        return others.length;
    }

    @RpcMethod
    public void fail() {
        throw new RpcException(4711, "no such ticket", Map.of("ticket", 7));
    }
}
