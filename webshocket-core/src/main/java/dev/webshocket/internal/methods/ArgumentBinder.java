package dev.webshocket.internal.methods;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcStream;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.RequestEnvelope;
import dev.webshocket.internal.codec.UnfitValueException;
import java.util.List;
import java.util.Map;

/** Turns the positional and named arguments of a request into those of a Java method. */
public final class ArgumentBinder {

    private ArgumentBinder() {}

    /**
     * Binds the arguments of one call.
     *
     * @param method what the method takes
     * @param request has the arguments
     * @param connection what a {@link ClientConnection} parameter gets
     * @param stream what an {@link RpcStream} parameter gets, may be null if the method has none
     * @param uploads what the parameters get that receive uploads
     * @throws MalformedPacketException if an argument cannot be decoded, or they have too many values
     * @throws InvalidParamsException if there are too many or too few, one is unknown, given twice or ill-typed
     */
    public static Object[] bind(
            MethodTypes method,
            RequestEnvelope request,
            ClientConnection connection,
            RpcStream<?> stream,
            UploadArguments uploads)
            throws InvalidParamsException, MalformedPacketException {
        List<ParameterModel> parameters = method.parameters();
        List<Object> args = request.args();
        Map<String, Object> kwargs = request.kwargs();
        Object[] bound = new Object[parameters.size()];
        uploads.check(method.uploads(), request.uploads().size());
        int position = 0;
        int named = 0;
        for (int i = 0; i < bound.length; i++) {
            ParameterModel parameter = parameters.get(i);
            if (parameter instanceof ParameterModel.Value value) {
                boolean isNamed = !kwargs.isEmpty() && kwargs.containsKey(value.name());
                if (position < args.size()) {
                    if (isNamed) {
                        throw new InvalidParamsException(
                                "argument '" + value.name() + "' is given twice, by position and by name");
                    }
                    // A varargs array is read from a list, and is the last parameter that callers send.
                    int end = value.variadic() ? args.size() : position + 1;
                    bound[i] = read(value, value.variadic() ? args.subList(position, end) : args.get(position));
                    position = end - 1;
                } else if (isNamed) {
                    bound[i] = read(value, kwargs.get(value.name()));
                    named++;
                } else {
                    bound[i] = absent(value);
                }
                position++;
            } else if (parameter instanceof ParameterModel.Connection) {
                bound[i] = connection;
            } else if (parameter instanceof ParameterModel.Upload upload) {
                bound[i] = uploads.next(upload);
            } else {
                bound[i] = stream;
            }
        }
        if (args.size() > position) {
            throw new InvalidParamsException(args.size() + " arguments given, but at most " + position + " taken");
        }
        if (kwargs.size() > named) {
            throw new InvalidParamsException("unknown argument '" + Wording.brief(unknown(parameters, kwargs)) + "'");
        }
        return bound;
    }

    private static Object absent(ParameterModel.Value value) throws InvalidParamsException {
        if (value.required()) {
            throw new InvalidParamsException("argument '" + value.name() + "' is missing");
        }
        return read(value, value.defaultPlain());
    }

    private static Object read(ParameterModel.Value value, Object plain) throws InvalidParamsException {
        try {
            return value.reader().read(plain);
        } catch (UnfitValueException e) {
            throw new InvalidParamsException("argument '" + value.name() + "': " + e.getMessage());
        }
    }

    private static String unknown(List<ParameterModel> parameters, Map<String, Object> kwargs) {
        return kwargs.keySet().stream()
                .filter(name -> parameters.stream()
                        .noneMatch(p -> p instanceof ParameterModel.Value value
                                && value.name().equals(name)))
                .findFirst()
                .orElseThrow();
    }
}
