package dev.webshocket.it.app.enterprise;

import dev.webshocket.Channels;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;

/** Publishes when its timer fires. */
@Singleton
public class PublishTimer {

    @Inject
    Channels channels;

    @Resource
    TimerService timers;

    public void start(String channel) {
        timers.createSingleActionTimer(1, new TimerConfig(channel, false));
    }

    @Timeout
    public void publish(Timer timer) {
        Publisher.publish(channels, (String) timer.getInfo());
    }
}
