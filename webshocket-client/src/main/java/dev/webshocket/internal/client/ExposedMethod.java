package dev.webshocket.internal.client;

import dev.webshocket.RpcStream;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.codec.UnfitValueException;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.methods.ArgumentBinder;
import dev.webshocket.internal.methods.InvalidParamsException;
import dev.webshocket.internal.methods.MethodModel;
import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.internal.methods.UploadArguments;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Something that the server may call. Immutable. */
sealed interface ExposedMethod {

    /** Tells how its calls may be answered. */
    ResultShape shape();

    /** Returns how many uploads it takes. */
    int uploads();

    /**
     * Binds the arguments of a call and calls it.
     *
     * @param items gets the items of a method that sends them itself
     * @param uploads makes what the parameters get that receive uploads
     * @return the result of the shape
     * @throws InvalidParamsException if the arguments do not fit
     * @throws MalformedPacketException if they cannot be decoded
     * @throws Throwable what the application threw
     */
    Object call(RequestEnvelope request, RpcStream<?> items, UploadArguments uploads) throws Throwable;

    /**
     * A method of an object.
     *
     * @param model the method
     * @param target the object
     */
    record OfObject(MethodModel model, Object target) implements ExposedMethod {

        @Override
        public ResultShape shape() {
            return model.types().shape();
        }

        @Override
        public int uploads() {
            return model.types().uploads();
        }

        @Override
        public Object call(RequestEnvelope request, RpcStream<?> items, UploadArguments uploads) throws Throwable {
            Object[] arguments = ArgumentBinder.bind(model.types(), request, null, items, uploads);
            return (Object) model.invoker().invokeExact(target, arguments);
        }
    }

    /**
     * A function. Its result decides whether it is a stage.
     *
     * @param reader reads its only argument; null for a function of all positional arguments
     * @param function the application's
     */
    record OfFunction(ValueReader reader, Function<Object, ?> function) implements ExposedMethod {

        @Override
        public ResultShape shape() {
            return ResultShape.STAGE;
        }

        @Override
        public int uploads() {
            return 0;
        }

        @Override
        public Object call(RequestEnvelope request, RpcStream<?> items, UploadArguments uploads) throws Throwable {
            Object result = function.apply(argument(request));
            return result instanceof CompletionStage<?> stage ? stage : new Value(result);
        }

        private Object argument(RequestEnvelope request) throws InvalidParamsException, MalformedPacketException {
            if (!request.uploads().isEmpty()) {
                throw new InvalidParamsException(request.uploads().size() + " uploads given, but 0 taken");
            }
            if (!request.kwargs().isEmpty()) {
                throw new InvalidParamsException("the arguments have no names; send them by position");
            }
            List<Object> args = request.args();
            if (reader == null) {
                return Collections.unmodifiableList(args);
            }
            if (args.size() != 1) {
                throw new InvalidParamsException(args.size() + " arguments given, but 1 taken");
            }
            try {
                return reader.read(args.get(0));
            } catch (UnfitValueException e) {
                throw new InvalidParamsException("the argument: " + e.getMessage());
            }
        }
    }

    /**
     * A result that is there, in place of a stage.
     *
     * @param result may be null
     */
    record Value(Object result) {}
}
