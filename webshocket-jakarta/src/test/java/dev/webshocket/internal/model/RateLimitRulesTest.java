package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.OnReceive;
import dev.webshocket.Per;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.spi.extension.RateLimitRate;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitRulesTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.RateLimitRulesTest.";

    @WebSocketHandler("/ws")
    static class BadPeriod {
        @RpcMethod
        @RateLimit(limit = 5, period = "5x")
        String query(String q) {
            return q;
        }
    }

    @Test
    void rejectsAPeriodThatIsNotADuration() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0007", "@RateLimit on " + FIXTURES + "BadPeriod#query(String)", BadPeriod.class))
                .endsWith("period \"5x\" is not a duration; write a number and ms, s, m, h or d, such as \"30s\"");
    }

    @WebSocketHandler("/ws")
    @RateLimit(limit = 5, period = "")
    static class BadPeriodOfClass {
        @RpcMethod
        void query() {}

        @RpcMethod
        void other() {}
    }

    @Test
    void rejectsAPeriodOfAClassOnce() {
        onlyProblem("WEBSHOCKET-0007", "@RateLimit on " + FIXTURES + "BadPeriodOfClass", BadPeriodOfClass.class);
    }

    @WebSocketHandler("/ws")
    static class NoPeriod {
        @RpcMethod
        @RateLimit(limit = 5, period = "0s")
        void query() {}
    }

    @Test
    void rejectsAPeriodOfZero() {
        onlyProblem("WEBSHOCKET-0030", "@RateLimit on " + FIXTURES + "NoPeriod#query()", NoPeriod.class);
    }

    @WebSocketHandler("/ws")
    static class TooLong {
        @RpcMethod
        @RateLimit(limit = 5, period = "366d")
        void query() {}
    }

    @Test
    void rejectsAPeriodOfMoreThanAYear() {
        onlyProblem("WEBSHOCKET-0030", "@RateLimit on " + FIXTURES + "TooLong#query()", TooLong.class);
    }

    @WebSocketHandler("/ws")
    static class MuchTooLong {
        @RpcMethod
        @RateLimit(limit = 5, period = "999999999999999d")
        void query() {}
    }

    @Test
    void rejectsAPeriodThatOverflows() {
        onlyProblem("WEBSHOCKET-0030", "@RateLimit on " + FIXTURES + "MuchTooLong#query()", MuchTooLong.class);
    }

    @WebSocketHandler("/ws")
    static class NoCalls {
        @RpcMethod
        @RateLimit(limit = 0, period = "30s")
        void query() {}
    }

    @Test
    void rejectsALimitOfZero() {
        onlyProblem("WEBSHOCKET-0031", "@RateLimit on " + FIXTURES + "NoCalls#query()", NoCalls.class);
    }

    @WebSocketHandler("/ws")
    static class TooFast {
        @RpcMethod
        @RateLimit(limit = 1_000_001, period = "1ms")
        void query() {}
    }

    @Test
    void rejectsMoreThanOneCallANanosecond() {
        onlyProblem("WEBSHOCKET-0031", "@RateLimit on " + FIXTURES + "TooFast#query()", TooFast.class);
    }

    @RateLimit(limit = 5, period = "1m")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Costly {}

    @WebSocketHandler("/ws")
    static class TwoLimits {
        @RpcMethod
        @Costly
        @RateLimit(limit = 6, period = "1m")
        void query() {}
    }

    @Test
    void rejectsTwoLimitsOnOneMethod() {
        onlyProblem("WEBSHOCKET-0032", "@RateLimit on " + FIXTURES + "TwoLimits#query()", TwoLimits.class);
    }

    @WebSocketHandler("/ws")
    static class SharedByOne {
        @RpcMethod
        @RateLimit(limit = 6, period = "1m", shared = true)
        void query() {}
    }

    @Test
    void rejectsAMethodsLimitThatIsShared() {
        onlyProblem("WEBSHOCKET-0033", "@RateLimit on " + FIXTURES + "SharedByOne#query()", SharedByOne.class);
    }

    @WebSocketHandler("/ws")
    static class OnCallback {
        @OnReceive
        @RateLimit(limit = 6, period = "1m")
        void received() {}
    }

    @Test
    void rejectsALimitOfACallback() {
        onlyProblem("WEBSHOCKET-0039", "@RateLimit on " + FIXTURES + "OnCallback#received()", OnCallback.class);
    }

    @WebSocketHandler("/ws")
    static class OnHelper {
        @RpcMethod
        void query() {}

        @Costly
        void help() {}
    }

    @Test
    void rejectsALimitOfAMethodThatNobodyCanCall() {
        assertThat(onlyProblem("WEBSHOCKET-0039", "@RateLimit on " + FIXTURES + "OnHelper#help()", OnHelper.class))
                .contains("by @Costly, ");
    }

    @WebSocketHandler("/ws")
    @RateLimit(limit = 6, period = "1m")
    static class OnlyCallbacks {
        @OnReceive
        void received() {}
    }

    @Test
    void rejectsALimitOfAClassThatNobodyCanCall() {
        onlyProblem("WEBSHOCKET-0039", "@RateLimit on " + FIXTURES + "OnlyCallbacks", OnlyCallbacks.class);
    }

    @WebSocketHandler("/ws")
    static class Periods {
        @RpcMethod
        @RateLimit(limit = 1, period = "500ms")
        void ms() {}

        @RpcMethod
        @RateLimit(limit = 2, period = "30s", per = Per.ADDRESS)
        void s() {}

        @RpcMethod
        @RateLimit(limit = 3, period = "5m", disconnectOnLimitExceeded = true)
        void m() {}

        @RpcMethod("hour")
        @RateLimit(limit = 4, period = "1h")
        void h() {}

        @RpcMethod
        @RateLimit(limit = Integer.MAX_VALUE, period = "365d")
        void d() {}

        @RpcMethod
        void none() {}
    }

    @Test
    void readsLimitsOfMethods() {
        assertThat(method("ms", Periods.class).rateLimit())
                .contains(limit("/ws#ms", 1, Duration.ofMillis(500), Per.CONNECTION, false));
        assertThat(method("s", Periods.class).rateLimit())
                .contains(limit("/ws#s", 2, Duration.ofSeconds(30), Per.ADDRESS, false));
        assertThat(method("m", Periods.class).rateLimit())
                .contains(limit("/ws#m", 3, Duration.ofMinutes(5), Per.CONNECTION, true));
        assertThat(method("hour", Periods.class).rateLimit())
                .contains(limit("/ws#hour", 4, Duration.ofHours(1), Per.CONNECTION, false));
        assertThat(method("d", Periods.class).rateLimit())
                .contains(limit("/ws#d", Integer.MAX_VALUE, Duration.ofDays(365), Per.CONNECTION, false));
        assertThat(method("none", Periods.class).rateLimit()).isEmpty();
    }

    private static RateLimitModel limit(String name, int limit, Duration period, Per per, boolean disconnect) {
        return new RateLimitModel(name, new RateLimitRate(limit, period), per, disconnect);
    }

    @RateLimit(limit = 7, period = "1s", shared = true)
    static class Base {
        @RpcMethod
        void ofBase() {}
    }

    @WebSocketHandler("/ws")
    @RateLimit(limit = 8, period = "1s")
    static class Below extends Base {
        @RpcMethod
        void ofClass() {}

        @RpcMethod
        @Costly
        void ofMethod() {}
    }

    @WebSocketHandler("/ws")
    static class WithoutOwn extends Base {
        @RpcMethod
        void more() {}
    }

    @Test
    void theNearestLimitApplies() {
        ServiceModel service = service(Below.class);
        assertThat(service.methods().get("ofMethod").rateLimit())
                .map(RateLimitModel::name)
                .contains("/ws#ofMethod");
        assertThat(service.methods().get("ofMethod").rateLimit())
                .map(limit -> limit.rate().limit())
                .contains(5);
        assertThat(service.methods().get("ofClass").rateLimit())
                .contains(limit("/ws#ofClass", 8, Duration.ofSeconds(1), Per.CONNECTION, false));
        assertThat(service.methods().get("ofBase").rateLimit())
                .contains(limit("/ws " + Base.class.getName(), 7, Duration.ofSeconds(1), Per.CONNECTION, false));
    }

    @Test
    void aLimitOfASupertypeAppliesToMethodsWithoutANearerOne() {
        ServiceModel service = service(WithoutOwn.class);
        assertThat(service.methods().get("more").rateLimit())
                .isEqualTo(service.methods().get("ofBase").rateLimit())
                .map(RateLimitModel::name)
                .contains("/ws " + Base.class.getName());
    }
}
