package dev.webshocket.internal.methods;

import dev.webshocket.internal.calls.AwaitedItems;
import dev.webshocket.internal.calls.IncomingUpload;
import dev.webshocket.internal.calls.ItemThreads;
import dev.webshocket.internal.calls.UploadException;
import dev.webshocket.internal.calls.UploadPublisher;
import dev.webshocket.internal.codec.ItemEnvelope;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.codec.UnfitValueException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes the arguments of the parameters that receive the uploads of one call. For one thread, and to be used once. */
public final class UploadArguments {

    /** Of a call without uploads. Never changes. */
    public static final UploadArguments NONE =
            new UploadArguments(List.of(), (work, instead) -> instead.run(), failure -> {});

    private final List<IncomingUpload> uploads;
    private final Iterator<IncomingUpload> rest;
    private final ItemThreads threads;
    private final Consumer<? super Throwable> broken;

    /**
     * Makes the arguments of a call.
     *
     * @param uploads in the order of the parameters; empty if the number of the call's uploads is wrong
     * @param threads run the subscribers of publishers
     * @param broken gets what a subscriber has thrown, which it must not
     */
    public UploadArguments(List<IncomingUpload> uploads, ItemThreads threads, Consumer<? super Throwable> broken) {
        this.uploads = uploads;
        this.rest = uploads.iterator();
        this.threads = threads;
        this.broken = broken;
    }

    /** Checks the number of uploads: of the parameters, and of the call. */
    void check(int wanted, int given) throws InvalidParamsException {
        if (wanted != given || wanted != uploads.size()) {
            throw new InvalidParamsException(given + " uploads given, but " + wanted + " taken");
        }
    }

    /** Makes the argument of the next such parameter. */
    Object next(ParameterModel.Upload parameter) {
        IncomingUpload upload = rest.next();
        Function<ItemEnvelope, Object> reader = item -> read(parameter, item);
        return parameter.published()
                ? new UploadPublisher<>(upload.items(), reader, threads, broken)
                : new AwaitedItems<>(upload.items(), reader, UploadArguments::interrupted);
    }

    private static CancellationException interrupted() {
        return new CancellationException("interrupted while waiting for an item of the caller");
    }

    private static Object read(ParameterModel.Upload parameter, ItemEnvelope item) {
        try {
            return parameter.reader().read(item.open().value());
        } catch (UnfitValueException e) {
            throw UploadException.invalid("an uploaded item: " + e.getMessage());
        } catch (MalformedPacketException e) {
            throw UploadException.invalid("an uploaded item: " + e.getMessage());
        }
    }
}
