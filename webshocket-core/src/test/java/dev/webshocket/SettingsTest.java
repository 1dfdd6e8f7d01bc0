package dev.webshocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.internal.concurrent.DefaultExecutors;
import dev.webshocket.internal.settings.Setting;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith("webshocket."));
    }

    static List<Setting<?>> settings() {
        return WebshocketSettings.all().toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void eachSettingIsSetAndReadByItsName(Setting<?> setting) throws Exception {
        Object other = other(setting);
        WebshocketSettingsBuilder builder = WebshocketSettings.builder();
        for (Method setter : WebshocketSettingsBuilder.class.getMethods()) {
            if (setter.getName().equals(setting.name())) {
                setter.invoke(builder, argument(other));
            }
        }
        WebshocketSettings changed = builder.build();

        assertThat(read(changed, setting)).isEqualTo(other).isNotEqualTo(setting.defaultValue());
        assertThat(settings().stream().filter(each -> !each.equals(setting)))
                .allSatisfy(each -> assertThat(read(changed, each)).isEqualTo(each.defaultValue()));
        assertThat(changed)
                .isNotEqualTo(WebshocketSettings.defaults())
                .asString()
                .contains(setting.name() + "=" + other);
    }

    private static Object read(WebshocketSettings settings, Setting<?> setting) throws ReflectiveOperationException {
        return WebshocketSettings.class.getMethod(setting.name()).invoke(settings);
    }

    private static Object argument(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toArray(String[]::new)
                : value;
    }

    /** Makes a value that is within the bounds of every setting of its type, but is not a default. */
    private static Object other(Setting<?> setting) {
        Object value = setting.defaultValue();
        if (setting.equals(OriginSettings.TRUSTED_PROXIES)) {
            return List.of(AddressRange.of("10.0.0.0/8"));
        }
        if (setting.equals(OriginSettings.ALLOWED_ORIGINS)) {
            return List.of("https://app.example.com");
        }
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getEnumConstants()[1 - Math.min(1, constant.ordinal())];
        }
        if (value instanceof Integer) {
            return 499;
        }
        if (value instanceof Long) {
            return 1L << 40;
        }
        if (value instanceof Duration) {
            return Duration.ofHours(3);
        }
        return "java:x";
    }

    @Test
    void equalSettingsAreEqual() {
        assertThat(WebshocketSettings.defaults())
                .isEqualTo(WebshocketSettings.builder().build())
                .hasSameHashCodeAs(WebshocketSettings.builder().build());
    }

    @Test
    void aSystemPropertyReplacesADefault() {
        System.setProperty("webshocket.maxNesting", "10");
        System.setProperty("webshocket.pingInterval", "500ms");
        System.setProperty("webshocket.unknownMembers", "allow");
        System.setProperty("webshocket.maxMessageValues", "200");
        System.setProperty("webshocket.maxNumberDigits", "20");
        System.setProperty("webshocket.sendTimeout", "2m");
        System.setProperty("webshocket.bufferedBytes", "5000000000");
        System.setProperty("webshocket.channelPatterns", "refuse");
        System.setProperty("webshocket.slowConsumer", "drop_oldest");
        System.setProperty("webshocket.trustedProxies", "10.0.0.0/8, ::1,");
        System.setProperty("webshocket.allowedOrigins", "https://A.example:443, http://b.example:8080,*");
        System.setProperty("webshocket.managedExecutor", " java:comp/env/calls ");
        WebshocketSettings settings = WebshocketSettings.defaults();
        assertThat(settings.managedExecutor()).isEqualTo("java:comp/env/calls");
        assertThat(settings.allowedOrigins()).containsExactly("https://a.example", "http://b.example:8080", "*");
        assertThat(settings.maxNesting()).isEqualTo(10);
        assertThat(settings.unknownMembers()).isEqualTo(UnknownMembers.ALLOW);
        assertThat(settings.maxMessageValues()).isEqualTo(200);
        assertThat(settings.maxNumberDigits()).isEqualTo(20);
        assertThat(settings.bufferedBytes()).isEqualTo(5_000_000_000L);
        assertThat(settings.channelPatterns()).isEqualTo(ChannelPatterns.REFUSE);
        assertThat(settings.pingInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.sendTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.slowConsumer()).isEqualTo(SlowConsumer.DROP_OLDEST);
        assertThat(settings.trustedProxies()).containsExactly(AddressRange.of("10.0.0.0/8"), AddressRange.of("::1"));
    }

    @ParameterizedTest
    @CsvSource({
        "maxNesting, ten, a whole number",
        "pingInterval, 5x, a duration",
        "trustedProxies, localhost, addresses or ranges",
        "allowedOrigins, example.com, origins such as https://app.example.com",
        "slowConsumer, WAIT, 'one of [CLOSE, DROP_OLDEST, DROP_NEWEST]'"
    })
    void theErrorNamesASystemPropertyOfTheWrongType(String name, String value, String expected) {
        System.setProperty("webshocket." + name, value);
        assertThatThrownBy(WebshocketSettings::defaults)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("webshocket." + name)
                .hasMessageContaining(expected)
                .hasMessageContaining(value);
    }

    @Test
    void onlyARuleOfChannelsConflates() {
        WebshocketSettingsBuilder builder = WebshocketSettings.builder().slowConsumer(SlowConsumer.CONFLATE);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slowConsumer must be one of [CLOSE, DROP_OLDEST, DROP_NEWEST], but is CONFLATE");
    }

    @Test
    void originsAreNormalized() {
        assertThat(WebshocketSettings.builder()
                        .allowedOrigins("HTTPS://App.Example:443", "http://b:80", "http://c:443", "null", "*")
                        .build()
                        .allowedOrigins())
                .containsExactly("https://app.example", "http://b", "http://c:443", "null", "*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "https://", "https://a.example/", "https://u@a.example", "//a.example", "*.a"})
    void invalidOriginsAreRefused(String text) {
        WebshocketSettingsBuilder builder = WebshocketSettings.builder().allowedOrigins(text);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + text + "\" is no origin");
    }

    @Test
    void longDurationsAreCapped() {
        Duration century = Duration.ofDays(36_500);
        for (Duration forEver : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(999_999))) {
            WebshocketSettings settings = WebshocketSettings.builder()
                    .messageTimeout(forEver)
                    .sendTimeout(forEver)
                    .pingInterval(forEver)
                    .shutdownGrace(forEver)
                    .retryAfter(forEver)
                    .credentialTimeout(forEver)
                    .build();
            assertThat(settings.messageTimeout()).isEqualTo(century);
            assertThat(settings.sendTimeout()).isEqualTo(century);
            assertThat(settings.pingInterval()).isEqualTo(century);
            assertThat(settings.shutdownGrace()).isEqualTo(century);
            assertThat(settings.retryAfter()).isEqualTo(century);
            assertThat(settings.credentialTimeout()).isEqualTo(century);
        }
        assertThat(WebshocketSettings.builder().sendTimeout(century).build().sendTimeout())
                .isEqualTo(century);
    }

    @Test
    void aPoolMayHaveTheLargestNumberOfThreads() {
        WebshocketSettingsBuilder builder = WebshocketSettings.builder().workerThreads(32_767);
        DefaultExecutors.ofPlatformThreads(builder.build().workerThreads()).close();
        assertThatThrownBy(() -> builder.workerThreads(32_768).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workerThreads must be at most 32767, but is 32768");
    }

    @Test
    void theErrorOfAValueOutOfBoundsNamesItsProperty() {
        System.setProperty("webshocket.waitingBytes", "0");
        try {
            assertThatThrownBy(WebshocketSettings::defaults)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "waitingBytes must be at least 1, but is 0; the system property webshocket.waitingBytes is"
                                    + " \"0\"");
        } finally {
            System.clearProperty("webshocket.waitingBytes");
        }
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> WebshocketSettings.builder().slowConsumer(null).build())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("slowConsumer");
    }

    @Test
    void numbersOutOfBoundsAreRefused() {
        WebshocketSettingsBuilder builder = WebshocketSettings.builder();
        assertThatThrownBy(() -> builder.maxMessageBytes(0).build()).hasMessageContaining("maxMessageBytes");
        builder.maxMessageBytes(1);
        assertThatThrownBy(() -> builder.maxNesting(3).build()).hasMessageContaining("maxNesting");
        assertThatThrownBy(() -> builder.maxNesting(501).build()).hasMessageContaining("maxNesting");
        builder.maxNesting(4);
        assertThatThrownBy(() -> builder.maxMessageValues(99).build()).hasMessageContaining("maxMessageValues");
        builder.maxMessageValues(100);
        assertThatThrownBy(() -> builder.maxNumberDigits(19).build()).hasMessageContaining("maxNumberDigits");
        builder.maxNumberDigits(20);
        assertThatThrownBy(() -> builder.outboundBytes(0).build()).hasMessageContaining("outboundBytes");
        builder.outboundBytes(1);
        assertThatThrownBy(() -> builder.sendTimeout(Duration.ZERO).build()).hasMessageContaining("sendTimeout");
        builder.sendTimeout(Duration.ofNanos(1));
        assertThatThrownBy(() -> builder.pingInterval(Duration.ofNanos(-1)).build())
                .hasMessageContaining("pingInterval");
        builder.pingInterval(Duration.ZERO);
        assertThatThrownBy(() -> builder.missedPings(0).build()).hasMessageContaining("missedPings");
        builder.missedPings(1);
        assertThatThrownBy(() -> builder.concurrentCalls(0).build()).hasMessageContaining("concurrentCalls");
        builder.concurrentCalls(1);
        assertThatThrownBy(() -> builder.waitingCalls(0).build()).hasMessageContaining("waitingCalls");
        builder.waitingCalls(1);
        assertThatThrownBy(() -> builder.waitingBytes(0).build()).hasMessageContaining("waitingBytes");
        builder.waitingBytes(1);
        assertThatThrownBy(() -> builder.uploadBytes(0).build()).hasMessageContaining("uploadBytes");
        builder.uploadBytes(1);
        assertThatThrownBy(() -> builder.messageTimeout(Duration.ZERO).build()).hasMessageContaining("messageTimeout");
        builder.messageTimeout(Duration.ofNanos(1));
        assertThatThrownBy(() -> builder.bufferedBytes(0).build()).hasMessageContaining("bufferedBytes");
        builder.bufferedBytes(1);
        assertThatThrownBy(() -> builder.connectionsPerAddress(-1).build())
                .hasMessageContaining("connectionsPerAddress");
        builder.connectionsPerAddress(0);
        assertThatThrownBy(() -> builder.patternWildcards(0).build()).hasMessageContaining("patternWildcards");
        builder.patternWildcards(1);
        assertThatThrownBy(() -> builder.unanchoredPatterns(-1).build()).hasMessageContaining("unanchoredPatterns");
        builder.unanchoredPatterns(0);
        assertThatThrownBy(() -> builder.maxConnections(-1).build()).hasMessageContaining("maxConnections");
        builder.maxConnections(0);
        assertThatThrownBy(() -> builder.workerThreads(1).build()).hasMessageContaining("workerThreads");
        builder.workerThreads(2);
        assertThatThrownBy(() -> builder.managedExecutor("ldap://example.com/x").build())
                .hasMessage("managedExecutor must be a name that begins with java:, but is \"ldap://example.com/x\"");
        builder.managedExecutor("java:comp/DefaultManagedExecutorService");
        assertThatThrownBy(() -> builder.channelNameLength(0).build()).hasMessageContaining("channelNameLength");
        builder.channelNameLength(1);
        assertThatThrownBy(() -> builder.subscriptions(0).build()).hasMessageContaining("subscriptions");
        builder.subscriptions(1);
        assertThatThrownBy(() -> builder.shutdownGrace(Duration.ofNanos(-1)).build())
                .hasMessageContaining("shutdownGrace");
        builder.shutdownGrace(Duration.ZERO);
        assertThatThrownBy(() -> builder.sessionKeep(Duration.ofNanos(-1)).build())
                .hasMessageContaining("sessionKeep");
        assertThatThrownBy(() ->
                        builder.sessionKeep(Duration.ofDays(1).plusNanos(1)).build())
                .hasMessageContaining("sessionKeep must be zero to one day");
        builder.sessionKeep(Duration.ofDays(1));
        assertThatThrownBy(() -> builder.retryAfter(Duration.ofNanos(-1)).build())
                .hasMessageContaining("retryAfter");
        builder.retryAfter(Duration.ZERO);
        assertThatThrownBy(() -> builder.clientCallTimeout(Duration.ofNanos(-1)).build())
                .hasMessageContaining("clientCallTimeout");
        builder.clientCallTimeout(Duration.ZERO);
        assertThatThrownBy(() -> builder.clientCalls(0).build()).hasMessageContaining("clientCalls");
        builder.clientCalls(1);
        assertThatThrownBy(() -> builder.credentialTimeout(Duration.ZERO).build())
                .hasMessageContaining("credentialTimeout must be more than zero");
    }
}
