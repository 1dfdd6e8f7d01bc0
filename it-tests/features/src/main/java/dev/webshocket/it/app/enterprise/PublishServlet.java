package dev.webshocket.it.app.enterprise;

import dev.webshocket.Channels;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;

/** Lets the {@link Publisher} named by the parameter {@code by} publish to a channel. */
@WebServlet("/publish")
public class PublishServlet extends HttpServlet {

    @Inject
    Channels channels;

    @EJB
    PublishTimer timer;

    @Resource
    ManagedScheduledExecutorService executor;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        String channel = request.getParameter("channel");
        Runnable publish = () -> Publisher.publish(channels, channel);
        switch (Publisher.valueOf(request.getParameter("by"))) {
            case SERVLET -> publish.run();
            case TIMER -> timer.start(channel);
            case EXECUTOR -> executor.schedule(publish, 1, TimeUnit.MILLISECONDS);
            case THREAD -> new Thread(publish).start();
        }
    }
}
