package dev.webshocket.internal.model;

import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnReceive;
import dev.webshocket.OnResume;
import dev.webshocket.OnSuspend;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** The kinds of callbacks, with their parameters. */
enum CallbackKind {
    CONNECT(OnConnect.class, CallbackParameter.CONNECTION),
    RECEIVE(OnReceive.class, CallbackParameter.CONNECTION, CallbackParameter.PACKET),
    SUSPEND(OnSuspend.class, CallbackParameter.CONNECTION, CallbackParameter.CLOSE_REASON),
    RESUME(OnResume.class, CallbackParameter.CONNECTION),
    DISCONNECT(OnDisconnect.class, CallbackParameter.CONNECTION, CallbackParameter.CLOSE_REASON);

    private final Class<? extends Annotation> annotation;
    private final List<CallbackParameter> parameters;

    CallbackKind(Class<? extends Annotation> annotation, CallbackParameter... parameters) {
        this.annotation = annotation;
        this.parameters = List.of(parameters);
    }

    /** Tells whether a method is a callback of any kind. */
    static boolean isCallback(Method method) {
        return Arrays.stream(values()).anyMatch(kind -> method.isAnnotationPresent(kind.annotation));
    }

    Class<? extends Annotation> annotation() {
        return annotation;
    }

    List<CallbackParameter> parameters() {
        return parameters;
    }
}
