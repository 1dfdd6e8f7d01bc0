package com.example.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

@ApplicationScoped
@Transactional
public class DatabaseNotes implements Notes {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Event<Note> added;

    @Override
    public Note add(String author, String text) {
        StoredNote stored = new StoredNote(author, text);
        entities.persist(stored);
        Note note = stored.toNote();
        added.fire(note); // Announcer gets it when the transaction has been committed
        return note;
    }

    @Override
    public List<Note> all() {
        return entities.createQuery("select n from StoredNote n order by n.id", StoredNote.class)
                .getResultStream()
                .map(StoredNote::toNote)
                .toList();
    }
}
