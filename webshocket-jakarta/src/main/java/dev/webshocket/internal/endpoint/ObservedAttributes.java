package dev.webshocket.internal.endpoint;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The attributes of a connection, of which each change is noticed, also one through a view of them. Changes within a value are
 * not. Safe for use by any thread, as the map is that it reads and changes.
 */
final class ObservedAttributes extends AbstractMap<String, Object> implements ConcurrentMap<String, Object> {

    private final ConcurrentMap<String, Object> values;
    private final Runnable changed;

    /**
     * Makes a view.
     *
     * @param values what it shows
     * @param changed called after each change, and sometimes without one
     */
    ObservedAttributes(ConcurrentMap<String, Object> values, Runnable changed) {
        this.values = values;
        this.changed = changed;
    }

    private <T> T after(T result) {
        changed.run();
        return result;
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public boolean containsKey(Object key) {
        return values.containsKey(key);
    }

    @Override
    public Object get(Object key) {
        return values.get(key);
    }

    @Override
    public Object getOrDefault(Object key, Object otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    @Override
    public Object put(String key, Object value) {
        return after(values.put(key, value));
    }

    @Override
    public Object putIfAbsent(String key, Object value) {
        return after(values.putIfAbsent(key, value));
    }

    @Override
    public Object remove(Object key) {
        return after(values.remove(key));
    }

    @Override
    public boolean remove(Object key, Object value) {
        return after(values.remove(key, value));
    }

    @Override
    public Object replace(String key, Object value) {
        return after(values.replace(key, value));
    }

    @Override
    public boolean replace(String key, Object before, Object value) {
        return after(values.replace(key, before, value));
    }

    @Override
    public Object compute(String key, BiFunction<? super String, ? super Object, ?> function) {
        return after(values.compute(key, function));
    }

    @Override
    public Object computeIfAbsent(String key, Function<? super String, ?> function) {
        Object present = values.get(key);
        return present == null ? after(values.computeIfAbsent(key, function)) : present;
    }

    @Override
    public Object computeIfPresent(String key, BiFunction<? super String, ? super Object, ?> function) {
        return after(values.computeIfPresent(key, function));
    }

    @Override
    public Object merge(String key, Object value, BiFunction<? super Object, ? super Object, ?> function) {
        return after(values.merge(key, value, function));
    }

    @Override
    public void clear() {
        values.clear();
        changed.run();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, Object>> {

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public Iterator<Map.Entry<String, Object>> iterator() {
            Iterator<Map.Entry<String, Object>> all = values.entrySet().iterator();
            return new Iterator<>() {

                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public Map.Entry<String, Object> next() {
                    return new Entry(all.next());
                }

                @Override
                public void remove() {
                    all.remove();
                    changed.run();
                }
            };
        }
    }

    /** An entry whose value can be set. */
    private final class Entry implements Map.Entry<String, Object> {

        private final Map.Entry<String, Object> of;

        Entry(Map.Entry<String, Object> of) {
            this.of = of;
        }

        @Override
        public String getKey() {
            return of.getKey();
        }

        @Override
        public Object getValue() {
            return of.getValue();
        }

        @Override
        public Object setValue(Object value) {
            return after(of.setValue(value));
        }

        @Override
        public boolean equals(Object other) {
            return of.equals(other);
        }

        @Override
        public int hashCode() {
            return of.hashCode();
        }

        @Override
        public String toString() {
            return of.toString();
        }
    }
}
