package dev.webshocket.internal.calls;

import dev.webshocket.packet.RpcResponse;
import java.time.Duration;

/** Makes failures that say in a word why a call has failed. */
enum NamedFailures implements CallFailures {
    INSTANCE;

    /** The reason of a call's failure. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(String why) {
            super(why);
        }
    }

    @Override
    public RuntimeException noAnswer(String method, Duration timeout) {
        return new Failed("late");
    }

    @Override
    public RuntimeException notSent(String method, Duration timeout) {
        return new Failed("unsent");
    }

    @Override
    public RuntimeException streamForValue(String method) {
        return new Failed("stream");
    }

    @Override
    public RuntimeException slowConsumer() {
        return new Failed("slow");
    }

    @Override
    public RuntimeException noUploads(String method) {
        return new Failed("no uploads");
    }

    @Override
    public RuntimeException uploadFailed(String method, Throwable why) {
        return new Failed("upload");
    }

    @Override
    public RuntimeException error(RpcResponse response) {
        return new Failed("error " + response.error());
    }
}
