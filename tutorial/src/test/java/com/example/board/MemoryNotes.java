package com.example.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stores the notes in memory instead of a database. */
@ApplicationScoped
public class MemoryNotes implements Notes {

    private final List<Note> notes = new CopyOnWriteArrayList<>();

    @Inject
    Event<Note> added;

    @Override
    public synchronized Note add(String author, String text) {
        Note note = new Note(notes.size() + 1, author, text);
        notes.add(note);
        added.fire(note);
        return note;
    }

    @Override
    public List<Note> all() {
        return List.copyOf(notes);
    }
}
