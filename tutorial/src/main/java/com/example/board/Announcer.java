package com.example.board;

import dev.webshocket.Channels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/** Publishes a new note, once the database has stored it. */
@ApplicationScoped
public class Announcer {

    @Inject
    Channels channels;

    void announce(@Observes(during = TransactionPhase.AFTER_SUCCESS) Note note) {
        channels.publish("notes", note);
    }
}
