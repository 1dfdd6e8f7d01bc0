package dev.webshocket.internal.rpc;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Calls the method, and sends its result, or arranges that an asynchronous result or a stream is sent. */
final class InvokeStep implements CallStep {

    @Override
    public Progress take(Call call) throws Throwable {
        Object result = invoke(call);
        switch (call.method().shape()) {
            case VALUE -> call.completeValue(result);
            case EMITTER -> call.completeItems();
            case STAGE -> {
                call.answerWith((CompletionStage<?>) notNull(result));
                return Progress.ELSEWHERE;
            }
            case PUBLISHER -> {
                call.sendItems((Flow.Publisher<?>) notNull(result));
                return Progress.ELSEWHERE;
            }
            case STREAM -> {
                Stream<?> items = (Stream<?>) notNull(result);
                call.sendItems(() -> items);
                return Progress.ELSEWHERE;
            }
        }
        return Progress.OVER;
    }

    private static Object invoke(Call call) throws Throwable {
        Object handler = call.peer().handler(call.method().handlerIndex());
        return (Object) call.method().invoker().invokeExact(handler, call.takeArguments());
    }

    private static Object notNull(Object result) {
        if (result == null) {
            throw new NullPointerException("the method returned null in place of a stage or stream");
        }
        return result;
    }
}
