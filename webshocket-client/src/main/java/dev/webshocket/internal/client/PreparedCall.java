package dev.webshocket.internal.client;

import dev.webshocket.RpcItems;
import dev.webshocket.client.ClientException;
import dev.webshocket.client.RpcCall;
import dev.webshocket.client.RpcResponse;
import dev.webshocket.internal.calls.AwaitedItems;
import dev.webshocket.internal.calls.CallRequest;
import dev.webshocket.internal.calls.ItemCall;
import dev.webshocket.internal.calls.UploadSource;
import dev.webshocket.internal.calls.ValueCall;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.packet.RpcRequest;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A call that has not been started. Immutable.
 *
 * @param starter starts it
 * @param request names the method
 * @param arguments the positional arguments
 * @param named the named arguments
 * @param meta the metadata, unmodifiable
 * @param uploads what is uploaded, in the order of the stream parameters
 */
record PreparedCall(
        CallStarter starter,
        CallRequest request,
        List<Object> arguments,
        Map<String, Object> named,
        Map<String, String> meta,
        List<UploadSource> uploads)
        implements RpcCall {

    PreparedCall(CallStarter starter, String method, Duration timeout) {
        this(
                starter,
                new CallRequest(Objects.requireNonNull(method, "method"), timeout, false),
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    String method() {
        return request.method();
    }

    @Override
    public PreparedCall args(Object... given) {
        // Java passes a single null as a null array.
        Object[] all = given == null ? new Object[] {null} : given.clone();
        return new PreparedCall(
                starter, request, Collections.unmodifiableList(Arrays.asList(all)), named, meta, uploads);
    }

    @Override
    public PreparedCall named(String name, Object argument) {
        Map<String, Object> more = new LinkedHashMap<>(named);
        more.put(Objects.requireNonNull(name, "name"), argument);
        return new PreparedCall(starter, request, arguments, Collections.unmodifiableMap(more), meta, uploads);
    }

    @Override
    public PreparedCall meta(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(meta);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        long bytes = more.entrySet().stream()
                .mapToLong(entry -> utf8(entry.getKey()) + utf8(entry.getValue()))
                .sum();
        if (more.size() > RpcRequest.MAX_META_ENTRIES || bytes > RpcRequest.MAX_META_BYTES) {
            throw new IllegalArgumentException("the metadata of a call has at most " + RpcRequest.MAX_META_ENTRIES
                    + " entries of " + RpcRequest.MAX_META_BYTES + " bytes, but " + more.size() + " have " + bytes);
        }
        return new PreparedCall(starter, request, arguments, named, Collections.unmodifiableMap(more), uploads);
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public PreparedCall upload(Flow.Publisher<?> items) {
        return upload(UploadSource.of(items));
    }

    @Override
    public PreparedCall upload(Iterable<?> items) {
        return upload(UploadSource.of(items));
    }

    @Override
    public PreparedCall upload(Stream<?> items) {
        return upload(UploadSource.of(items));
    }

    private PreparedCall upload(UploadSource source) {
        List<UploadSource> more = new ArrayList<>(uploads);
        more.add(source);
        return new PreparedCall(starter, request, arguments, named, meta, List.copyOf(more));
    }

    @Override
    public PreparedCall timeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout must not be negative, unlike " + timeout);
        }
        return with(new CallRequest(request.method(), timeout, request.idempotent()));
    }

    @Override
    public PreparedCall idempotent() {
        return with(new CallRequest(request.method(), request.timeout(), true));
    }

    private PreparedCall with(CallRequest other) {
        return new PreparedCall(starter, other, arguments, named, meta, uploads);
    }

    @Override
    public <T> T call(Type type) {
        ValueReader reader = starter.types().reader(type);
        return await().data(reader);
    }

    @Override
    public RpcResponse send() {
        return await();
    }

    private ReceivedResponse await() {
        ValueCall call = starter.startValue(this);
        return new ReceivedResponse(Waiting.await(call.answer(), call::cancel), starter.types());
    }

    @Override
    public <T> CompletableFuture<T> callAsync(Type type) {
        ValueReader reader = starter.types().reader(type);
        return whenAnswered(response -> response.data(reader));
    }

    @Override
    public CompletableFuture<RpcResponse> sendAsync() {
        return whenAnswered(response -> response);
    }

    private <T> CompletableFuture<T> whenAnswered(Function<ReceivedResponse, T> result) {
        ValueCall call;
        try {
            call = starter.startValue(this);
        } catch (ClientException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<T> promised = starter.threads()
                .promise(call.answer(), answer -> result.apply(new ReceivedResponse(answer, starter.types())));
        // If the application completes the future, the call is cancelled. After an answer this has no effect.
        promised.whenComplete((value, failure) -> call.cancel());
        return promised;
    }

    @Override
    public <T> RpcItems<T> stream(Type type) {
        ValueReader reader = starter.types().reader(type);
        ItemCall call = starter.stream(this);
        starter.start(call);
        return new AwaitedItems<>(call.items(), plain -> ResultTypes.read(reader, plain), ClientFailures::interrupted);
    }

    @Override
    public <T> Flow.Publisher<T> streamAsync(Type type) {
        return new ItemPublisher<>(this, starter.types().reader(type));
    }
}
